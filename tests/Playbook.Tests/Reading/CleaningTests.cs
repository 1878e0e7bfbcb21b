using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Tests.Reading;

public sealed class CleaningTests
{
    [Theory]
    [InlineData("Where is my order?\n> We shipped it on Monday\n> Regards", "Where is my order?")]
    [InlineData("Still broken.\n\nOn Mon, 3 Mar 2025 at 10:11, Support <help@example.com> wrote:\nWe are looking into it.", "Still broken.")]
    [InlineData("Still broken.\n\nOn Mon, 3 Mar 2025 at 10:11, Support Team\n<help@example.com> wrote:\n> We are looking into it.", "Still broken.")]
    [InlineData("No.\n\nFrom: Support\nSent: Monday\nTo: Me\nSubject: RE: It\n\nDear customer, we are sorry.", "No.")]
    [InlineData("No.\n-----Original Message-----\nWe are sorry.", "No.")]
    [InlineData("From: Ann\nSubject: the bill\n\nThis bill is wrong.", "This bill is wrong.")]
    [InlineData("The bill is wrong.\n-- \nAnn Smith\nDirector", "The bill is wrong.")]
    [InlineData("The bill is wrong.\n\nKind regards,\nAnn Smith\nDirector\n+44 20 7946 0000", "The bill is wrong.")]
    [InlineData("The bill is wrong.\nThanks,\nAnn", "The bill is wrong.")]
    [InlineData("The bill is wrong.\nSent from my iPhone", "The bill is wrong.")]
    [InlineData("The bill is wrong. Sent from my iPhone", "The bill is wrong.")]
    [InlineData("The bill is wrong.\nGet Outlook for iOS", "The bill is wrong.")]
    [InlineData("The bill is wrong.\n\nThis email and any attachments are confidential and intended solely for the addressee.", "The bill is wrong.")]
    [InlineData("Hi Jo,\nThe bill is wrong.", "The bill is wrong.")]
    [InlineData("Good morning team! The bill is wrong.", "The bill is wrong.")]
    [InlineData("Dear Mr Smith,\n\nThe bill is wrong.", "The bill is wrong.")]
    [InlineData("Client says: the bill is wrong", "the bill is wrong")]
    [InlineData("she wrote: the bill is wrong", "the bill is wrong")]
    [InlineData("The customer just said this: the bill is wrong", "the bill is wrong")]
    [InlineData("See https://example.com/a?b=c and mail ann@example.com now", "See and mail now")]
    [InlineData("It fails.\n2025-03-01 10:11:12 ERROR Foo.Bar failed\n   at Foo.Bar(String x) in Foo.cs:line 3", "It fails.")]
    [InlineData("It fails.\n```\nvar x = 1;\nfoo(x);\n```\nPlease help.", "It fails. Please help.")]
    [InlineData("<at>ClientBot</at> the bill is wrong", "the bill is wrong")]
    [InlineData("<p>The bill is <b>wrong</b></p>", "The bill is wrong")]
    public void Only_the_clients_own_words_are_read(string text, string left) => Assert.Equal(left, Clean(text));

    [Theory]
    [InlineData("Thanks!")]
    [InlineData("Cheers mate, works now")]
    [InlineData("I want to talk to a manager: now")]
    [InlineData("From what I can see: nothing works")]
    [InlineData("On Monday he wrote me a very rude letter")]
    [InlineData("Two things: the price (which is too high) and the date")]
    [InlineData("a < b and b > c, that is what the report says")]
    [InlineData("Dear oh dear")]
    [InlineData("Dear Idiots, where is my order")]
    [InlineData("Hello? Anyone there?")]
    [InlineData("The email you sent was confidential")]
    [InlineData("I asked him: why? He said: because")]
    public void Words_that_only_look_like_a_frame_stay(string text) => Assert.Equal(text, Clean(text));

    [Fact]
    public void Words_keep_their_place_in_the_given_text()
    {
        const string Text = "> old\r\nHi Jo,\r\nYou useless idiot.\r\n-- \r\nAnn";
        var cue = Assert.Single(ClientReader.Default.Read(Text).Because, c => c.Text.Contains("idiot", StringComparison.Ordinal));
        Assert.Equal(Text[cue.Start..cue.End], cue.Text);
    }

    [Fact]
    public void The_agents_own_words_in_the_quote_do_not_count()
    {
        var reading = ClientReader.Default.Read("Thanks, that answers it.\n> You are a useless idiot and a liar\n> I will call my lawyer");
        Assert.Equal(Situation.Calm, reading.Likeliest);
        Assert.Empty(reading.Flags);
    }

    private static string Clean(string text)
    {
        var scratch = new Scratch();
        TextCleaner.Run(text, scratch);
        return string.Join(' ', new string(scratch.Clean, 0, scratch.CleanLength).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}
