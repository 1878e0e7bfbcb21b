using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Tests.Content;

public sealed class BuiltInPlaybookTests
{
    public static TheoryData<string> Ids() => [.. Books.BuiltIn.Plays.Select(p => p.Id)];

    [Fact]
    public void There_are_three_plays_or_more_for_each_situation() =>
        Assert.All(Enum.GetValues<Situation>(), s => Assert.True(Books.BuiltIn.Plays.Count(p => p.Situation == s) >= 3, s.ToString()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_play_has_every_field(string id)
    {
        var play = Books.BuiltIn.Play(id)!;
        Assert.True(play.Say.Steady.Count >= 2 && play.Say.Spoken.Count >= 1 && play.Further.Count >= 1);
        Assert.True(play.Offers.Count >= 2 && play.Plan.Count >= 2 && play.Avoid.Count >= 2 && play.Then.Count >= 3);
        Assert.True(play.Ask.Count >= 2 && play.Examples.Count >= 5 && play.Options.Count >= 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_apologised_for_before_the_fault_is_known_to_be_ours(string id)
    {
        var play = Books.BuiltIn.Play(id)!;
        var theirs = play.WhenFact.TryGetValue(Fault.Theirs, out var say) ? Books.Lines(say) : [];
        var lines = Books.Lines(play.Say).Concat(play.WhenFlag.Values.SelectMany(Books.Lines)).Concat(theirs).Concat(play.Further);
        Assert.All(lines, l => Assert.DoesNotContain("sorry", l.Template, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_pair_of_situations_has_an_opener_and_there_is_a_general_one()
    {
        var all = Enum.GetValues<Situation>();
        foreach (var (one, other) in all.SelectMany(a => all.Where(b => b > a).Select(b => (a, b))))
            Assert.Contains(Books.BuiltIn.Openers, o => o.Between.Contains(one) && o.Between.Contains(other) && o.Say.Count >= 2);
        Assert.Single(Books.BuiltIn.Openers, o => o.Between.Count == 0);
    }

    [Fact]
    public void The_ladder_has_three_rungs_and_says_who_may_climb_them()
    {
        Assert.All(Enum.GetValues<LadderStep>(), step => Assert.NotEmpty(Books.BuiltIn.Ladder[step].Who));
        Assert.False(Books.BuiltIn.Ladder[LadderStep.Warn].NeedsManager);
        Assert.True(Books.BuiltIn.Ladder[LadderStep.End].NeedsManager);
    }

    [Fact]
    public void Somebody_somewhere_else_is_told_to_call_the_local_number() =>
        Assert.Contains(Books.BuiltIn.Crisis.Contacts, c => c.Reach == "call your local emergency number");
}
