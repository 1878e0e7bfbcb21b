using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Features.Digest;
using ClientBot.People;
using ClientBot.Playbook.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>When a digest is posted and when it isn't, whatever happens to the program, the plan and the clock; on both databases.</summary>
public abstract class DigestContract : DatabaseContract
{
    // Monday 9 March 2026, 09:00 in Berlin.
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);

    private DigestStage _stage = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _stage = new DigestStage(Bot);
        await Bot.SaysAsync("help", "maria");
        await _stage.TeamAsync();
        await _stage.ManagerAsync("maria");
        await WeekAsync(Monday);
    }

    public virtual async Task It_is_posted_once_in_the_teams_channel_at_its_time()
    {
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddSeconds(-1)));
        var posted = Assert.Single(await _stage.SweepAtAsync(Monday));
        Assert.Equal("room-" + DigestStage.TeamId, posted.Conversation);
        Assert.Contains("8 hard conversations", posted.Card!.Text, StringComparison.Ordinal);
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddMinutes(1)));

        await WeekAsync(Monday.AddDays(7));
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddDays(7).AddSeconds(-1)));
        Assert.Single(await _stage.SweepAtAsync(Monday.AddDays(7)));
    }

    public virtual async Task Sweeps_of_several_replicas_and_a_restart_post_nothing_twice()
    {
        Bot.Clock.Move(Monday - Bot.Clock.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Bot.InScopeAsync(s => s.GetRequiredService<DigestSweep>().SweepAsync(default)))));
        await Bot.SettledAsync();
        Assert.Single(Posted());

        // As if the process had died after the post and before it was noted what is due next.
        await Bot.QueryAsync(db => db.Set<DigestPlan>().ExecuteUpdateAsync(d => d.SetProperty(x => x.DueAt, Monday.ToUnixTimeMilliseconds())));
        Assert.DoesNotContain(Bot.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
        await RestartAsync();
        Assert.Empty(await new DigestStage(Bot).SweepAtAsync(Monday.AddMinutes(5)));
        Assert.DoesNotContain(Bot.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    public virtual async Task After_an_outage_there_is_no_backlog()
    {
        foreach (var week in new[] { 1, 2, 3 }) await WeekAsync(Monday.AddDays(7 * week));

        // Three weeks and a day later: the last one only.
        var posted = Assert.Single(await _stage.SweepAtAsync(Monday.AddDays(22)));
        Assert.Contains("Mon 23 Mar 09:00 to Mon 30 Mar 09:00", posted.Card!.Text, StringComparison.Ordinal);
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddDays(23)));
    }

    public virtual async Task One_that_is_half_a_week_late_is_left_out()
    {
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddDays(4)));
        await WeekAsync(Monday.AddDays(7));
        Assert.Single(await _stage.SweepAtAsync(Monday.AddDays(7)));
    }

    public virtual async Task Muted_nothing_comes_and_unmuted_the_next_one_comes_and_no_backlog()
    {
        var posted = Assert.Single(await _stage.SweepAtAsync(Monday));
        var muted = await PressAsync(posted, DigestActions.Mute, "maria");
        Assert.Contains(muted, c => c is { What: "update", Conversation: "room-" + DigestStage.TeamId } && c.Card!.Actions.Contains(DigestActions.Unmute) && c.Card.Text.Contains("muted", StringComparison.Ordinal));
        Assert.Contains(muted, c => c.Conversation == "dm-maria" && c.Text.StartsWith("Muted.", StringComparison.Ordinal));

        foreach (var week in new[] { 1, 2, 3 })
        {
            await WeekAsync(Monday.AddDays(7 * week));
            Assert.Empty(await _stage.SweepAtAsync(Monday.AddDays(7 * week)));
        }

        await Bot.SaysAsync("unmute", "maria");
        Assert.Empty(await _stage.SweepAsync());
        await WeekAsync(Monday.AddDays(28));
        Assert.Contains("Mon 30 Mar 09:00 to Mon 6 Apr 09:00", Assert.Single(await _stage.SweepAtAsync(Monday.AddDays(28).AddHours(-1))).Card!.Text, StringComparison.Ordinal);
    }

    public virtual async Task After_a_change_of_zone_the_new_clock_holds_and_a_day_has_still_one()
    {
        Assert.Single(await _stage.SweepAtAsync(Monday));
        await ZoneAsync("America/Los_Angeles");
        await _stage.CasesAsync(6, Monday.AddHours(1), Situation.Angry);

        // 09:00 on the same Monday, in Los Angeles.
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddHours(8)));
        await WeekAsync(Monday.AddDays(7));
        Assert.Empty(await _stage.SweepAtAsync(Monday.AddDays(7)));
        Assert.Contains("Mon 9 Mar 09:00 to Mon 16 Mar 09:00", Assert.Single(await _stage.SweepAtAsync(Monday.AddDays(7).AddHours(8))).Card!.Text, StringComparison.Ordinal);
    }

    public virtual async Task Where_guests_read_nothing_is_posted()
    {
        await Bot.QueryAsync(db => db.Set<Address>().Where(a => a.Id == DigestStage.AddressId).ExecuteUpdateAsync(a => a.SetProperty(x => x.HasGuests, true)));
        Assert.Empty(await _stage.SweepAtAsync(Monday));
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<DigestRun>().CountAsync()));
    }

    public virtual async Task A_team_with_two_channels_reads_it_in_both_once()
    {
        await Bot.QueryAsync(db =>
        {
            db.Add(new TeamChannel { TeamId = DigestStage.TeamId, AddressId = "01JR00M0000000000000000002" });
            db.Add(new Address
            {
                Id = "01JR00M0000000000000000002", Channel = FakeChannel.Name, Tenant = "tenant", ConversationId = "other", Kind = ConversationKind.Channel, ServiceUrl = "https://fake.example", BotId = "bot",
            });
            return db.SaveChangesAsync();
        });

        Assert.Equal(["other", "room-" + DigestStage.TeamId], (await _stage.SweepAtAsync(Monday)).Select(c => c.Conversation).Order());
        Assert.Empty(await _stage.SweepAsync());
    }

    public virtual async Task Muting_while_it_is_due_leaves_one_digest_at_most()
    {
        Bot.Clock.Move(Monday - Bot.Clock.GetUtcNow());
        await Task.WhenAll(
            Task.Run(() => Bot.SaysAsync("mute", "maria")), Task.Run(() => Bot.InScopeAsync(s => s.GetRequiredService<DigestSweep>().SweepAsync(default))),
            Task.Run(() => Bot.InScopeAsync(s => s.GetRequiredService<DigestSweep>().SweepAsync(default))));
        await Bot.SaysAsync("unmute", "maria");
        await _stage.SweepAsync();

        Assert.InRange(Posted().Count(c => c.What == "send"), 0, 1);
        var plan = await Bot.QueryAsync(db => db.Set<DigestPlan>().SingleAsync());
        Assert.Equal((false, Monday.AddDays(7).ToUnixTimeMilliseconds()), (plan.IsMuted, plan.DueAt));
    }

    private async Task WeekAsync(DateTimeOffset monday)
    {
        await _stage.CasesAsync(6, monday.AddDays(-3), Situation.Angry);
        await _stage.CasesAsync(2, monday.AddDays(-4), Situation.Wrong, "wrong.misreads-bill");
    }

    private Task ZoneAsync(string zone) => Bot.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<ClientBot.Storage.ClientBotDb>();
        var team = await db.Set<Team>().SingleAsync();
        team.Zone = zone;
        await s.GetRequiredService<Digests>().PlanAsync(team, Schedule.Default, default);
        await db.SaveChangesAsync();
    });

    private Task<IReadOnlyList<Carried>> PressAsync(Carried posted, string action, string person) =>
        Bot.HearAsync(Bot.Message(person, posted.Conversation, "channel", a => a.Value = posted.Card!.Data(action)));

    private List<Carried> Posted() => [.. Bot.Channel.Calls.Where(c => c.Conversation.StartsWith("room-", StringComparison.Ordinal))];
}

public sealed class SqliteDigestTests : DigestContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public override Task It_is_posted_once_in_the_teams_channel_at_its_time() => base.It_is_posted_once_in_the_teams_channel_at_its_time();

    [Fact]
    public override Task Sweeps_of_several_replicas_and_a_restart_post_nothing_twice() => base.Sweeps_of_several_replicas_and_a_restart_post_nothing_twice();

    [Fact]
    public override Task After_an_outage_there_is_no_backlog() => base.After_an_outage_there_is_no_backlog();

    [Fact]
    public override Task One_that_is_half_a_week_late_is_left_out() => base.One_that_is_half_a_week_late_is_left_out();

    [Fact]
    public override Task Muted_nothing_comes_and_unmuted_the_next_one_comes_and_no_backlog() => base.Muted_nothing_comes_and_unmuted_the_next_one_comes_and_no_backlog();

    [Fact]
    public override Task After_a_change_of_zone_the_new_clock_holds_and_a_day_has_still_one() => base.After_a_change_of_zone_the_new_clock_holds_and_a_day_has_still_one();

    [Fact]
    public override Task Where_guests_read_nothing_is_posted() => base.Where_guests_read_nothing_is_posted();

    [Fact]
    public override Task A_team_with_two_channels_reads_it_in_both_once() => base.A_team_with_two_channels_reads_it_in_both_once();

    [Fact]
    public override Task Muting_while_it_is_due_leaves_one_digest_at_most() => base.Muting_while_it_is_due_leaves_one_digest_at_most();
}

public sealed class PostgresDigestTests : DigestContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task It_is_posted_once_in_the_teams_channel_at_its_time() => base.It_is_posted_once_in_the_teams_channel_at_its_time();

    [PostgresFact]
    public override Task Sweeps_of_several_replicas_and_a_restart_post_nothing_twice() => base.Sweeps_of_several_replicas_and_a_restart_post_nothing_twice();

    [PostgresFact]
    public override Task After_an_outage_there_is_no_backlog() => base.After_an_outage_there_is_no_backlog();

    [PostgresFact]
    public override Task One_that_is_half_a_week_late_is_left_out() => base.One_that_is_half_a_week_late_is_left_out();

    [PostgresFact]
    public override Task Muted_nothing_comes_and_unmuted_the_next_one_comes_and_no_backlog() => base.Muted_nothing_comes_and_unmuted_the_next_one_comes_and_no_backlog();

    [PostgresFact]
    public override Task After_a_change_of_zone_the_new_clock_holds_and_a_day_has_still_one() => base.After_a_change_of_zone_the_new_clock_holds_and_a_day_has_still_one();

    [PostgresFact]
    public override Task Where_guests_read_nothing_is_posted() => base.Where_guests_read_nothing_is_posted();

    [PostgresFact]
    public override Task A_team_with_two_channels_reads_it_in_both_once() => base.A_team_with_two_channels_reads_it_in_both_once();

    [PostgresFact]
    public override Task Muting_while_it_is_due_leaves_one_digest_at_most() => base.Muting_while_it_is_due_leaves_one_digest_at_most();
}
