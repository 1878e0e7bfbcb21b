using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Guidance;

/// <summary>A wrong noun makes a line that nobody can send: in doubt there is none.</summary>
public sealed class ThingFinderTests
{
    private static readonly ThingFinder Finder = new(Books.BuiltIn.Things);

    [Theory]
    [InlineData("third time this invoice is wrong, fix it by 5pm or I call my lawyer", "the invoice")]
    [InlineData("Where is my parcel?? It's been eleven days", "the parcel")]
    [InlineData("The delivery never came and nobody rang me.", "the delivery")]
    [InlineData("she says the boiler has cut out again", "the boiler")]
    [InlineData("Invoice is wrong again", "the invoice")]
    [InlineData("I've been waiting for this refund since March", "the refund")]
    [InlineData("Your contract says the first year is free", "the contract")]
    [InlineData("I'm looking at these invoices and none of them add up", "the invoices")]
    [InlineData("our booking was cancelled without a word", "the booking")]
    [InlineData("The logo looks nothing like what we agreed!!", "the logo")]
    [InlineData("can you tell me when my order will be shipped", "the order")]
    [InlineData("the second draft still has the old figures in it", "the draft")]
    [InlineData("He is furious about the kitchen, it was meant to be done in May", "the kitchen")]
    [InlineData("I opened the report and half the pages are blank. The report goes to my board today.", "the report")]
    [InlineData("My appointment was moved twice", "the appointment")]
    [InlineData("they want the presentation redone from scratch", "the presentation")]
    [InlineData("The website is down and I'm losing money", "the website issue")]
    [InlineData("Your app keeps crashing", "the app issue")]
    [InlineData("Your quote says plus VAT, but VAT's included", "the quote")]
    [InlineData("My payment went out twice this month", "the payment")]
    [InlineData("the roof is leaking again", "the roof")]
    [InlineData("The translation has three mistakes on page one", "the translation")]
    [InlineData("my laptop came back with a cracked screen", "the laptop")]
    [InlineData("We were told the installation would take a day", "the installation")]
    [InlineData("is the estimate still valid?", "the estimate")]
    [InlineData("Nobody has looked at my claim", "the claim")]
    [InlineData("your subscription, I don't want it any more", "the subscription")]
    [InlineData("The bloody printer is broken AGAIN", "the printer")]
    [InlineData("so where's the deposit", "the deposit")]
    [InlineData("They sent the wrong colour for the sofa", "the sofa")]
    public void The_one_thing_that_a_message_is_about_is_found(string text, string expected) => Assert.Equal(expected, Finder.In(text, Situation.Angry));

    [Theory]
    [InlineData("The invoice software you sold us is useless")]
    [InlineData("I'll report you to the regulator")]
    [InlineData("in order to pay I need an answer")]
    [InlineData("We ordered green and got blue")]
    [InlineData("Thanks for the report, it was great")]
    [InlineData("the invoice and the delivery are both wrong")]
    [InlineData("forget the invoice, I want an answer")]
    [InlineData("You are a complete idiot")]
    [InlineData("unbelievable. just unbelievable.")]
    [InlineData("")]
    [InlineData("I have to claim that you did")]
    [InlineData("he said he'd bill us for it")]
    [InlineData("the order form asks for my shoe size")]
    [InlineData("I booked this in March")]
    [InlineData("this is the email server team on the line")]
    [InlineData("it's not the invoice, it's how you spoke to me")]
    [InlineData("after the delivery nobody tidied up")]
    [InlineData("we can't design our own future")]
    [InlineData("I want a refund")]
    [InlineData("The contract says one thing and the quote says another")]
    [InlineData("You people draft like children")]
    [InlineData("He wants to import cars")]
    [InlineData("quote unquote professional")]
    [InlineData("my visa card was charged twice")]
    [InlineData("She loved the logo but hates the price")]
    [InlineData("your ticket machine ate my money")]
    [InlineData("I'd like to order a second one")]
    [InlineData("Do I need to install anything?")]
    [InlineData("before the migration everything worked")]
    [InlineData("the password reset email never comes")]
    public void Where_none_stands_out_there_is_none(string text) => Assert.Null(Finder.In(text, Situation.Angry));

    [Theory]
    [InlineData(Situation.Calm)]
    [InlineData(Situation.Unrealistic)]
    public void A_friendly_question_is_no_issue(Situation situation) => Assert.Null(Finder.In("Could the website have a third language?", situation));

    [Fact]
    public void The_line_names_it_unless_the_asker_filled_in_something_else()
    {
        var guide = new Guide(Books.BuiltIn);
        var found = guide.For(Readings.Sure(Situation.Angry, Flag.RepeatIssue), Readings.Says("third time this invoice is wrong"));
        Assert.Contains("the invoice", found.Say.Text, StringComparison.Ordinal);
        Assert.Equal("the invoice", found.Slots.Issue);
        var told = guide.For(Readings.Sure(Situation.Angry, Flag.RepeatIssue), Readings.Says("third time this invoice is wrong") with { Slots = new() { Issue = "the March bill" } });
        Assert.DoesNotContain("the invoice", told.Say.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_adds_its_own_things_and_takes_one_out()
    {
        var edition = Books.Standing(Books.File("things.yaml", "things:\n  - turbine\n  - {words: [invoice], off: true}\n"));
        Assert.Equal("the turbine", new ThingFinder(edition.Things).In("the turbine is out again", Situation.Angry));
        Assert.Null(new ThingFinder(edition.Things).In("this invoice is wrong", Situation.Angry));
    }
}
