using System.Diagnostics;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;
using Xunit.Abstractions;

namespace ClientBot.Playbook.Tests.Guidance;

/// <summary>Which play is chosen, with many of them.</summary>
public sealed class ChoiceTests(ITestOutputHelper output)
{
    private static readonly Guide Guide = new(Books.BuiltIn);

    [Fact]
    public void Every_situation_has_a_play_for_whatever_nothing_else_fits()
    {
        foreach (var situation in Enum.GetValues<Situation>())
        {
            var chosen = Guide.Choose(situation, Readings.Sure(situation), Readings.Says("mmh zzyx qwop zzyx mmh qwop zzyx mmh"));
            Assert.True(chosen.Fits.IsDefault, chosen.Id);
        }
    }

    [Fact]
    public void A_line_about_a_threat_needs_a_threat()
    {
        var said = Readings.Says("you lot will be hearing from my fist, I know where you park and I know your kids");
        Assert.DoesNotContain("threat", Guide.Choose(Situation.Abusive, Readings.Sure(Situation.Abusive), said).Id, StringComparison.Ordinal);
        Assert.Equal("abusive.threat", Guide.Choose(Situation.Abusive, Readings.Sure(Situation.Abusive, Flag.SafetyThreat), said).Id);
    }

    [Theory]
    [InlineData("fuming", "angry.venting")]
    [InlineData("I am not at all happy about any of what is going on here", "angry.went-wrong")]
    public void A_few_angry_words_are_asked_what_happened(string text, string play) =>
        Assert.Equal(play, Guide.Choose(Situation.Angry, Readings.Sure(Situation.Angry), Readings.Says(text)).Id);

    [Theory]
    [InlineData("Thank you so much for the lovely evening.", "calm.warm-thanks")]
    [InlineData("Thank you so much for the lovely evening. Could you send us the recipe?", "calm.thanks-and-more")]
    [InlineData("no rush with it", "calm.no-hurry")]
    [InlineData("Please send me the bank details of your company for the next transfer, and the name of your branch as well, there's no rush with it", "calm.send-it")]
    public void A_play_can_need_a_phrase_or_a_short_message(string text, string play) =>
        Assert.Equal(play, Guide.Choose(Situation.Calm, Readings.Sure(Situation.Calm), Readings.Says(text)).Id);

    [Theory]
    [InlineData("She'd like us to sign that the roof will be 100% dry for ever", "unrealistic.guaranteed-result")]
    [InlineData("Our board would like a hundred per cent safe investment, in writing", "unrealistic.guaranteed-result")]
    public void What_nobody_can_do_is_not_taken_for_what_nobody_may_do(string text, string play) =>
        Assert.Equal(play, Guide.Choose(Situation.Unrealistic, Readings.Sure(Situation.Unrealistic), Readings.Says(text)).Id);

    [Fact]
    public void Where_the_date_is_today_the_end_of_the_day_is_no_answer()
    {
        var play = Books.BuiltIn.Play("unrealistic.deadline")!;
        foreach (var line in play.Say.All.Concat(play.Further)) Assert.DoesNotContain("end of today", line.Render(Slots.None), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("what time do u close", true)]
    [InlineData("Hi there, can we pay in cash", true)]
    [InlineData("What a day", false)]
    [InlineData("We close at six", false)]
    public void A_question_is_one_without_its_mark_too(string text, bool asks) => Assert.Equal(asks, Questions.Asks(text));

    [Fact]
    public void What_is_like_an_example_finds_its_play_without_a_phrase_of_it()
    {
        var text = Books.Text("plays/angry/repeat-issue.yaml").Replace("angry.repeat-issue", "angry.piano", StringComparison.Ordinal);
        text = text[..text.IndexOf("fits:", StringComparison.Ordinal)] + "fits:\n  words: [zzyx]\n" + text[text.IndexOf("fact:", StringComparison.Ordinal)..text.IndexOf("examples:", StringComparison.Ordinal)]
            + "examples:\n  - zzyx the chandelier and the harpsichord\n  - zzyx the tuner and his harpsichord lid\n  - zzyx a\n  - zzyx b\n  - zzyx c\n";
        var edition = EditionLoader.Load([Books.File("plays/angry/piano.yaml", Unique(text))]);
        Assert.True(edition.Edition is not null, string.Join('\n', edition.Mistakes));
        var chosen = new Guide(edition.Edition).Choose(Situation.Angry, Readings.Sure(Situation.Angry), Readings.Says("the harpsichord, its tuner and the chandelier"));
        Assert.Equal("angry.piano", chosen.Id);
    }

    /// <summary>How well the other examples find a play without the one at hand: printed, and not less than was reached before.</summary>
    [Fact]
    public void Examples_find_each_others_plays()
    {
        var (right, all) = (0, 0);
        foreach (var play in Books.BuiltIn.Plays)
        {
            foreach (var example in play.Examples)
            {
                var chosen = Guide.Choose(play.Situation, ExampleReading.Of(play, example), ExampleReading.Request(play, example) with { LeftOut = example.Text });
                all++;
                if (chosen.Id == play.Id) right++;
                else output.WriteLine($"{play.Id}: \"{example.Text}\" chooses {chosen.Id}");
            }
        }

        output.WriteLine($"left out one by one: {right} of {all} examples still choose their play ({100.0 * right / all:0.0}%)");
        Assert.True(right >= 0.6 * all, $"{right} of {all}");
    }

    [Fact]
    public void A_choice_is_quick()
    {
        var request = Readings.Says("So let me get this straight. You took the deposit on the 4th of March, you told me the scaffold would be up early next week, and it is now the 22nd of April and I have a blue tarp over my bedroom.");
        var reading = Readings.Sure(Situation.Angry);
        for (var i = 0; i < 2000; i++) Guide.Choose(Situation.Angry, reading, request);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 2000; i++) Guide.Choose(Situation.Angry, reading, request);
        output.WriteLine($"{clock.Elapsed.TotalMicroseconds / 2000:0.0} us a choice");
        // Far more than it takes (docs/playbook.md): builds for debugging and shared machines are slow, and a blow-up is what this would show.
        Assert.InRange(clock.Elapsed.TotalMicroseconds / 2000, 0, 20_000);
    }

    // A line may stand in one play only.
    private static string Unique(string text) => string.Join('\n', text.Split('\n').Select((line, i) =>
        line.TrimStart().StartsWith("- \"", StringComparison.Ordinal) || line.Contains(", say: \"", StringComparison.Ordinal) ? line.Insert(line.LastIndexOf('"'), $" Today, part {i}.") : line));
}
