using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>The question of the morning after, and "well handled".</summary>
public sealed class MorningTests : IAsyncLifetime
{
    private const string Invoice = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";

    private PlayedBot _bot = null!;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        await _bot.SaysAsync("help", "maria");
        await new DigestStage(_bot).TeamAsync();
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Yesterdays_conversations_are_asked_about_once_in_one_card_to_the_asker_alone()
    {
        await _bot.SaysAsync("for Globex: " + Invoice);
        await _bot.SaysAsync("for Initech: you are all idiots, and thieves");
        Assert.Empty(await SweepAfterAsync(TimeSpan.FromHours(23)));

        // 09:00 on the next day.
        var asked = Assert.Single(await SweepAfterAsync(TimeSpan.FromHours(1)));
        Assert.Equal("dm-alex", asked.Conversation);
        Assert.Contains("09:00 · Globex", asked.Card!.Text, StringComparison.Ordinal);
        Assert.Contains("09:00 · Initech", asked.Card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", asked.Card.Text, StringComparison.Ordinal);
        Assert.Empty(await SweepAfterAsync(TimeSpan.FromHours(24)));
    }

    [Fact]
    public async Task An_answer_is_marked_on_the_card_and_the_last_one_counts()
    {
        await _bot.SaysAsync(Invoice);
        var asked = Assert.Single(await SweepAfterAsync(TimeSpan.FromDays(1)));

        await _bot.PressesAsync(asked, DigestActions.Of(CaseOutcome.Worse));
        var marked = Assert.Single(await _bot.PressesAsync(asked, DigestActions.Of(CaseOutcome.Calmer)));

        Assert.Equal(("update", asked.ActivityId), (marked.What, marked.ActivityId));
        Assert.Equal(["✓ Calmer", "The same", "Worse"], marked.Card!.Buttons.Select(b => (string)b["title"]!));
        Assert.Equal(CaseOutcome.Calmer, await _bot.QueryAsync(db => db.Set<Case>().Select(c => c.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task Somebody_elses_press_changes_nothing()
    {
        await _bot.SaysAsync(Invoice);
        var asked = Assert.Single(await SweepAfterAsync(TimeSpan.FromDays(1)));
        Assert.Equal(CaseOpening.Gone, (await _bot.PressesAsync(asked, DigestActions.Of(CaseOutcome.Worse), "maria")).Single().Text);
        Assert.Null(await _bot.QueryAsync(db => db.Set<Case>().Select(c => c.Outcome).SingleAsync()));
    }

    [Theory]
    [InlineData("could you send me the slides from Tuesday, please?")]
    [InlineData("She wrote: I can't do this any more, I want to kill myself, you were my last hope")]
    public async Task Nobody_is_asked_after_a_calm_message_or_a_crisis(string words)
    {
        await _bot.SaysAsync(words);
        Assert.Empty(await SweepAfterAsync(TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_asked_where_no_digest_comes(bool muted)
    {
        await _bot.SaysAsync(Invoice);
        if (muted) await _bot.QueryAsync(db => db.Set<DigestPlan>().ExecuteUpdateAsync(d => d.SetProperty(x => x.IsMuted, true)));
        else await _bot.QueryAsync(db => db.Set<DigestPlan>().ExecuteDeleteAsync());
        Assert.Empty(await SweepAfterAsync(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task After_some_days_nobody_remembers_and_nobody_is_asked()
    {
        await _bot.SaysAsync(Invoice);
        Assert.Empty(await SweepAfterAsync(TimeSpan.FromDays(4)));
    }

    [Fact]
    public async Task Forgetting_the_case_takes_the_card_back()
    {
        await _bot.SaysAsync("for Globex: " + Invoice);
        var asked = Assert.Single(await SweepAfterAsync(TimeSpan.FromDays(1)));
        var carried = await _bot.SaysAsync("forget");
        Assert.Contains(carried, c => c.What == "delete" && c.ActivityId == asked.ActivityId);
    }

    [Fact]
    public async Task A_case_keeps_the_team_it_began_in()
    {
        await _bot.SaysAsync(Invoice);
        Assert.Equal(DigestStage.TeamId, await TeamOfCaseAsync());
        await _bot.QueryAsync(db =>
        {
            db.Add(new Team { Id = "01JTEAM0000000000000000002", Name = "Other", CreatedAt = 1 });
            return db.SaveChangesAsync();
        });
        Assert.Equal(DigestStage.TeamId, await TeamOfCaseAsync());
        // Of two teams nobody knows which is theirs.
        await _bot.SaysAsync(Invoice, "ben");
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<Case>().CountAsync(c => c.TeamId == null)));
    }

    [Fact]
    public async Task Well_handled_reaches_the_other_one_and_is_counted_once_from_each()
    {
        await _bot.SaysAsync(Invoice);
        var asked = await _bot.SaysAsync("escalate: Maria they want money");
        var taken = await _bot.PressesAsync(asked.Last(c => c.Conversation == "dm-maria"), "escalation.take", "maria");
        var settled = await _bot.PressesAsync(taken.Last(c => c.Conversation == "dm-maria"), "escalation.resolve", "maria");
        var (alex, maria) = (settled.Last(c => c.Conversation == "dm-alex"), settled.Last(c => c.Conversation == "dm-maria"));

        var thanked = await _bot.PressesAsync(maria, DigestActions.Thanks, "maria");
        Assert.Contains(thanked, c => c.Conversation == "dm-alex" && c.Text == "Maria says: well handled.");
        Assert.Equal("You've said so already.", (await _bot.PressesAsync(maria, DigestActions.Thanks, "maria")).Single().Text);
        Assert.Contains(await _bot.PressesAsync(alex, DigestActions.Thanks), c => c.Conversation == "dm-maria" && c.Text == "Alex says: well handled.");
        Assert.StartsWith("That request for help is no longer here", (await _bot.PressesAsync(alex, DigestActions.Thanks, "ben")).Single().Text, StringComparison.Ordinal);
        Assert.Equal(2, await _bot.QueryAsync(db => db.Set<Thanks>().CountAsync(t => t.TeamId == DigestStage.TeamId)));

        await _bot.SaysAsync("forget");
        Assert.Equal(0, await _bot.QueryAsync(db => db.Set<Thanks>().CountAsync()));
    }

    private async Task<IReadOnlyList<Carried>> SweepAfterAsync(TimeSpan time)
    {
        _bot.Clock.Move(time);
        var before = _bot.Channel.Calls.Count;
        await _bot.InScopeAsync(s => s.GetRequiredService<MorningSweep>().SweepAsync(default));
        await _bot.SettledAsync();
        return [.. _bot.Channel.Calls.Skip(before)];
    }

    private Task<string?> TeamOfCaseAsync() => _bot.QueryAsync(db => db.Set<Case>().OrderBy(c => c.Id).Select(c => c.TeamId).FirstAsync());
}
