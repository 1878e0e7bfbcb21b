using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Guidance;

/// <summary>What changes from one round of a case to the next.</summary>
public sealed class RoundTests
{
    private static readonly Guide Guide = new(Books.BuiltIn);

    [Theory]
    [InlineData("It's 6 now and still nothing.")]
    [InlineData("You said you'd call by noon. It's three o'clock.")]
    [InlineData("You promised me an answer by today!")]
    [InlineData("Nothing from you yet. Where's my answer?")]
    [InlineData("so the deadline has passed and I haven't heard a thing")]
    [InlineData("You never called.")]
    public void A_promise_that_passed_is_owned_and_not_made_again(string text)
    {
        var answer = Guide.For(Readings.Sure(Situation.Angry), Readings.Says(text) with { Round = 3 });
        Assert.StartsWith("passed:", answer.Say.Id, StringComparison.Ordinal);
        Assert.Contains("within the hour", answer.Say.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("end of today", answer.Say.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I want somebody who knows what they're doing", 3)]
    [InlineData("You still haven't answered me!", 1)]
    public void What_passed_no_promise_of_this_case_is_not(string text, int round) =>
        Assert.False(Guide.For(Readings.Sure(Situation.Angry), Readings.Says(text) with { Round = round }).Say.Id.StartsWith("passed:", StringComparison.Ordinal));

    [Fact]
    public void A_fact_clicked_then_still_changes_the_words()
    {
        var request = Readings.Says("still nothing!") with { Round = 2 };
        Assert.NotEqual(Guide.For(Readings.Sure(Situation.Angry), request).Say.Id, Guide.For(Readings.Sure(Situation.Angry), request with { Fact = Fault.Ours }).Say.Id);
    }

    [Theory]
    [InlineData(2, 3, "what?", 1)]
    [InlineData(2, 1, "ok, thank you", -1)]
    [InlineData(2, 1, "I want this sorted NOW", 0)]
    [InlineData(3, 2, "this is ridiculous!!", 0)]
    [InlineData(3, 2, "I've had ENOUGH of this", 0)]
    [InlineData(2, 1, "Just send it, right now.", 0)]
    [InlineData(2, 2, "hm", 0)]
    public void Who_says_NOW_has_not_cooled(int before, int now, string text, int expected) =>
        Assert.Equal(expected, Temperature.Change(before, Readings.Sure(Situation.Angry) with { Intensity = now }, text));

    [Fact]
    public void Who_threatens_has_not_cooled() =>
        Assert.Equal(0, Temperature.Change(3, Readings.Sure(Situation.Angry, Flag.ChurnThreat) with { Intensity = 1 }, "Fine. We're moving to somebody else."));

    [Fact]
    public void Thanks_after_a_fight_are_acknowledged_and_nothing_is_dug_up()
    {
        var answer = Guide.For(Readings.Sure(Situation.Calm), Readings.Says("Thank you, that was quick after all") with { Round = 3, WasHeated = true });
        Assert.Equal(Situation.Calm, answer.Situation);
        Assert.Empty(answer.Ask);
        Assert.Empty(answer.Offers);
        Assert.Null(answer.DecidingFact);
    }

    [Fact]
    public void Different_messages_begin_with_different_lines_and_the_same_with_the_same()
    {
        string[] messages = ["It broke again", "again!", "this is the second time", "the same thing again today", "and again", "it's back, same error"];
        var said = messages.Select(m => Say(m)).ToList();
        Assert.True(said.Distinct().Count() > 1);
        Assert.Equal(said, messages.Select(m => Say(m)));

        static string Say(string text) => Guide.For(Readings.Sure(Situation.Angry, Flag.RepeatIssue), Readings.Says(text)).Say.Text;
    }

    [Theory]
    [InlineData(Tone.Steady, true)]
    [InlineData(Tone.Softer, true)]
    [InlineData(Tone.Firmer, true)]
    [InlineData(Tone.Spoken, false)]
    public void A_written_line_begins_with_the_clients_name_where_it_is_known(Tone tone, bool named)
    {
        var request = Readings.Says("so") with { Tone = tone, Slots = new Slots { Client = "Dana" } };
        Assert.Equal(named, Guide.For(Readings.Sure(Situation.Angry), request).Say.Text.StartsWith("Dana, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_is_named_twice()
    {
        foreach (var play in Books.BuiltIn.Plays)
        {
            var text = Guide.For(Readings.Sure(play.Situation), Readings.Says("so") with { PlayId = play.Id, Slots = new Slots { Client = "Dana" } }).Say.Text;
            Assert.Equal(2, text.Split("Dana").Length);
            Assert.DoesNotMatch(@"Dana, (i|i'm|i've|i'd|i'll)\b", text);
        }
    }

    [Fact]
    public void What_the_message_says_already_is_not_asked_first()
    {
        var play = Books.BuiltIn.Plays.First(p => p.Ask.Any(a => a.Template.StartsWith("When", StringComparison.Ordinal) || a.Template.Contains("how much", StringComparison.OrdinalIgnoreCase)));
        var asked = Guide.For(Readings.Sure(play.Situation), Readings.Says("I paid £300 for it yesterday and need it by Friday") with { PlayId = play.Id }).Ask[0];
        Assert.DoesNotMatch("(?i)by when|when do|how much|how soon", asked);
    }

    [Theory]
    [InlineData("My husband says he can't go on, he talks about ending it all over this", true)]
    [InlineData("I want to kill myself", false)]
    [InlineData("my wife left me and I want to die", false)]
    public void Are_you_safe_is_for_who_speaks_of_themselves(string text, bool about) =>
        Assert.Equal(about, !Guide.For(Readings.Sure(Situation.Angry, Flag.SelfHarm), Readings.Says(text)).Say.Text.Contains("safe right now", StringComparison.Ordinal)
            && !Guide.For(Readings.Sure(Situation.Angry, Flag.SelfHarm), Readings.Says(text)).Say.Text.Contains("with you at the moment", StringComparison.Ordinal));
}
