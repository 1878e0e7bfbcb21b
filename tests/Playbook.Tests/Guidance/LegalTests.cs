using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Guidance;

/// <summary>Where legal or official steps are mentioned nothing on the card admits, denies, pays, or promises it in writing.</summary>
public sealed class LegalTests
{
    private const string Lawyer = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private const string Ombudsman = "If this isn't sorted I'm going to the ombudsman";
    private static readonly Guide Guide = new(Books.BuiltIn);

    [Theory]
    [InlineData(Lawyer)]
    [InlineData(Ombudsman)]
    public void It_holds_in_every_play_tone_fact_and_round(string words)
    {
        foreach (var play in Books.BuiltIn.Plays)
        foreach (var fact in Enum.GetValues<Fault>())
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var shown = new List<string>();
            for (var round = 1; round <= 4; round++)
            {
                var request = new GuidanceRequest { Text = words, PlayId = play.Id, Fact = fact, Tone = tone, Round = round, ShownLineIds = shown };
                var answer = Guide.For(Readings.Sure(play.Situation, Flag.LegalThreat), request);
                shown.AddRange(answer.LineIds);
                string[] said = [answer.Say.Text, .. answer.Second is { } second ? [second.Text] : Array.Empty<string>(), .. answer.Then.Select(t => t.Say), .. answer.Offers.Select(o => o.Text)];
                Assert.All(said, text =>
                {
                    Assert.DoesNotMatch("(?i)sorry|apolog|our mistake|on us\\b|we got it wrong|your mistake|on your side|isn't ours|refund|credit|discount|in writing|written answer", text);
                    if (words == Ombudsman) Assert.DoesNotMatch("(?i)\\b(lawyer|solicitor|legal|court|sue)\\b", text);
                });
            }
        }
    }

    [Fact]
    public void The_first_step_is_to_tell_somebody_who_may_speak_about_it()
    {
        var answer = Guide.For(Readings.Sure(Situation.Angry, Flag.LegalThreat), Readings.Says(Lawyer));
        Assert.Contains("Tell a manager", answer.Plan[0].What, StringComparison.Ordinal);
        Assert.Equal("now", answer.Plan[0].When);
        Assert.True(answer.NamesLawyer);
        Assert.False(Guide.For(Readings.Sure(Situation.Angry, Flag.LegalThreat), Readings.Says(Ombudsman)).NamesLawyer);
    }

    [Fact]
    public void With_a_manager_in_an_answer_in_writing_may_be_promised()
    {
        Assert.False(LegalGuard.IsSafe("You'll have it in writing by the end of today.", lawyerNamed: true, managerIsIn: false));
        Assert.True(LegalGuard.IsSafe("You'll have it in writing by the end of today.", lawyerNamed: true, managerIsIn: true));
    }

    [Fact]
    public void The_tones_still_differ()
    {
        var said = Enum.GetValues<Tone>().Select(t => Guide.For(Readings.Sure(Situation.Angry, Flag.LegalThreat), Readings.Says(Lawyer) with { Tone = t }).Say.Id);
        Assert.Equal(4, said.Distinct().Count());
    }

    [Fact]
    public void An_unsure_reading_keeps_to_it_too()
    {
        var answer = Guide.For(Readings.Torn(Situation.Angry, Situation.Wrong, Flag.LegalThreat), Readings.Says(Lawyer));
        Assert.True(answer.IsOpener);
        Assert.True(LegalGuard.IsSafe(answer.Say.Text, true, false));
    }
}
