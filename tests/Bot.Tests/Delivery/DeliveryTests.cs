using System.Diagnostics.Metrics;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>What the outbox promises when things go wrong, on both databases.</summary>
public abstract class DeliveryContract : DatabaseContract
{
    public virtual async Task Killed_between_sending_and_writing_it_down_costs_exactly_one_repetition()
    {
        OutboxEntry? claimed = null;
        Bot.Channel.Fault = _ =>
        {
            claimed ??= Bot.QueryAsync(db => db.Set<OutboxEntry>().AsNoTracking().SingleAsync()).GetAwaiter().GetResult();
            return null;
        };
        await Bot.SaysAsync("help");

        // As the killed process left it: claimed, sent, and nothing written since.
        await Bot.QueryAsync(db => db.Set<OutboxEntry>().ExecuteUpdateAsync(e => e.SetProperty(x => x.DoneAt, (long?)null)
            .SetProperty(x => x.Payload, claimed!.Payload).SetProperty(x => x.ClaimedUntil, claimed.ClaimedUntil)));
        await SweepAfterAsync(TimeSpan.FromSeconds(59), settle: false);
        Assert.Single(Bot.Channel.Calls);
        await SweepAfterAsync(TimeSpan.FromSeconds(2));
        await SweepAfterAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(2, Bot.Channel.Calls.Count);
    }

    public virtual async Task An_escalation_overtakes_what_waits()
    {
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromSeconds(30));
        await Bot.SaysAsync("help");
        Bot.Channel.Fault = null;
        await TellAsync("dm-alex", (OutboxPriority.Digest, "a digest"), (OutboxPriority.Answer, "an answer"), (OutboxPriority.Escalation, "an escalation"));
        Assert.Equal(["an escalation"], Bot.Channel.Calls.Select(c => c.Text));

        await SweepAfterAsync(TimeSpan.FromSeconds(31));
        Assert.Equal(["an escalation", "Tell m", "an ans", "a dige"], Bot.Channel.Calls.Select((c, i) => i == 0 ? c.Text : c.Text[..6]));
    }

    public virtual async Task Who_has_no_private_chat_learns_it_where_they_asked_once_and_without_a_word_of_the_answer()
    {
        Bot.Channel.Open = _ => new Opening(null, new Outcome.Unreachable("BotNotInstalled"));
        var notice = Assert.Single(await Bot.MentionsAsync("guide this quendelbart is wrong again, furious"));

        Assert.Equal(("send", "room"), (notice.What, notice.Conversation));
        Assert.StartsWith("Alex, I have an answer for you and can't open a private chat", notice.Text);
        Assert.Equal("plain", notice.Activity!.TextFormat);
        Assert.DoesNotContain("quendelbart", Wire.Write(notice.Activity));
    }

    public virtual async Task Nothing_is_said_where_guests_would_read_it()
    {
        await Bot.MentionsAsync("help");
        await Bot.QueryAsync(db => db.Set<Address>().ExecuteUpdateAsync(a => a.SetProperty(x => x.HasGuests, true)));
        Bot.Channel.Fault = _ => new Outcome.Unreachable("BotNotInstalled");

        Assert.Empty(await Bot.MentionsAsync("help"));
        Assert.DoesNotContain(await Bot.QueryAsync(db => db.Set<OutboxEntry>().ToListAsync()), e => e.PersonId is null);
    }

    public virtual async Task A_chat_that_refused_is_known_as_unreachable_until_it_takes_something()
    {
        Bot.Channel.Fault = _ => new Outcome.Unreachable("ConversationBlockedByUser");
        await Bot.SaysAsync("help");
        Assert.Equal("ConversationBlockedByUser", await ReachAsync());

        Bot.Channel.Fault = null;
        await Bot.SaysAsync("help");
        Assert.Null(await ReachAsync());

        Task<string?> ReachAsync() => Bot.QueryAsync(db => db.Set<Address>().Select(a => a.Unreachable).SingleAsync());
    }

    public virtual async Task Being_asked_to_wait_is_no_attempt()
    {
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromSeconds(1));
        await Bot.SaysAsync("help");
        for (var i = 0; i < 15; i++) await SweepAfterAsync(TimeSpan.FromSeconds(2));

        var entry = await Bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync());
        Assert.Equal((0, null), (entry.Attempts, entry.DoneAt));
    }

    public virtual async Task What_stays_unknown_is_given_up_with_an_error_in_the_log()
    {
        var tries = 0;
        Bot.Channel.Fault = _ => new Outcome.Unknown($"no answer {++tries}");
        await Bot.SaysAsync("help");
        for (var i = 0; i < 15; i++) await SweepAfterAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(12, tries);
        Assert.Contains(Bot.Logs.Lines, l => l.StartsWith("Error: Message", StringComparison.Ordinal) && l.Contains("given up after 12 attempts", StringComparison.Ordinal));
        Assert.Null((await Bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync())).Payload);
    }

    public virtual async Task A_channel_that_throws_does_not_block_the_lane_for_ever()
    {
        var thrown = 0;
        Bot.Channel.Fault = c => c.Text.StartsWith("Tell", StringComparison.Ordinal) && thrown++ < 100 ? throw new InvalidOperationException("Broken for the test") : null;
        await Bot.SaysAsync("help");
        await Bot.SaysAsync("cases");
        for (var i = 0; i < 14; i++) await SweepAfterAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(12, thrown);
        Assert.StartsWith("You have no cases", Assert.Single(Bot.Channel.Calls).Text);
    }

    public virtual async Task Whose_claim_ran_out_has_no_say_any_more()
    {
        Bot.Channel.Fault = _ =>
        {
            // Another process took over while this one waited for its answer.
            Bot.QueryAsync(db => db.Set<OutboxEntry>().ExecuteUpdateAsync(e => e.SetProperty(x => x.ClaimedUntil, x => x.ClaimedUntil + 1).SetProperty(x => x.Attempts, 2))).GetAwaiter().GetResult();
            return new Outcome.Unknown("no answer");
        };
        await Bot.TurnAsync(Bot.Message("alex", "dm-alex", "personal", a => a.Text = "help"));
        await UntilAsync(() => Bot.Logs.Lines.Any(l => l.Contains("waits after attempt", StringComparison.Ordinal)));

        var entry = await Bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync());
        Assert.True(entry.ClaimedUntil > Bot.Clock.Milliseconds());
        Assert.Equal(2, entry.Attempts);
    }

    public virtual async Task Lanes_that_wait_do_not_hide_others_from_the_sweep()
    {
        await Bot.SaysAsync("help");
        var address = await Bot.QueryAsync(db => db.Set<Address>().SingleAsync());
        await Bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ClientBotDb>();
            for (var i = 0; i < 600; i++) db.Add(Entry(services, "blocked", i == 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero, address.Id));
            db.Add(Entry(services, "free", TimeSpan.Zero, "no such address"));
            await db.SaveChangesAsync();
        });
        await SweepAfterAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("unreachable: no such conversation any more", await Bot.QueryAsync(db => db.Set<OutboxEntry>().Where(e => e.Lane == "free").Select(e => e.Outcome).SingleAsync()));
    }

    public virtual async Task Somebody_new_in_two_conversations_at_once_is_one_person()
    {
        var turns = Enumerable.Range(0, 8).Select(i => Bot.Message("nina", "room-" + i, "groupChat", a => a.Text = "help"));
        await Task.WhenAll(turns.Select(t => Task.Run(() => Bot.TurnAsync(t))));
        await Bot.SettledAsync();

        Assert.Equal(1, await Bot.QueryAsync(db => db.Set<Person>().CountAsync()));
        Assert.DoesNotContain(Bot.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    public virtual async Task What_is_overdue_is_told_by_kind_and_count_and_by_the_metric()
    {
        var measured = new List<(long Value, string? Kind)>();
        using var listener = new MeterListener();
        var work = Bot.Services.GetRequiredService<WorkHealth>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "clientbot.overdue") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => measured.Add((value, tags[0].Value as string)));
        listener.Start();
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromHours(1));
        await Bot.SaysAsync("help");
        Assert.Equal(HealthStatus.Healthy, (await work.CheckHealthAsync(new HealthCheckContext())).Status);

        Bot.Clock.Move(TimeSpan.FromSeconds(61));
        measured.Clear();
        var late = await work.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal((HealthStatus.Unhealthy, "overdue: outbox 1"), (late.Status, late.Description));
        Assert.Contains((1, "outbox"), measured);
    }

    private static OutboxEntry Entry(IServiceProvider services, string lane, TimeSpan due, string addressId)
    {
        var now = services.GetRequiredService<TimeProvider>().Milliseconds();
        return new OutboxEntry
        {
            Id = services.GetRequiredService<Ids>().New(), Lane = lane, Kind = OutboxKind.Send, Priority = OutboxPriority.Answer, AddressId = addressId, Payload = [1],
            CreatedAt = now, DueAt = now + due.InMilliseconds(),
        };
    }

    private async Task TellAsync(string conversation, params (OutboxPriority Priority, string Text)[] messages)
    {
        await Bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ClientBotDb>();
            var outbox = services.GetRequiredService<Outbox>();
            var address = await db.Set<Address>().SingleAsync(a => a.ConversationId == conversation);
            foreach (var (priority, text) in messages) outbox.Tell(address, MessageFactory.Text(text), priority);
            await db.SaveChangesAsync();
            services.GetRequiredService<OutboxPump>().Kick(outbox.Lanes);
        });
        await UntilAsync(() => !Bot.Channel.Calls.IsEmpty);
        await Bot.SettledAsync();
    }

    private async Task SweepAfterAsync(TimeSpan wait, bool settle = true)
    {
        Bot.Clock.Move(wait);
        await Bot.InScopeAsync(s => s.GetRequiredService<OutboxSweep>().SweepAsync(CancellationToken.None));
        if (settle) await Bot.SettledAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "it did not come to that in time");
            await Task.Delay(5);
        }
    }
}

public sealed class SqliteDeliveryTests : DeliveryContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public override Task Killed_between_sending_and_writing_it_down_costs_exactly_one_repetition() => base.Killed_between_sending_and_writing_it_down_costs_exactly_one_repetition();

    [Fact]
    public override Task An_escalation_overtakes_what_waits() => base.An_escalation_overtakes_what_waits();

    [Fact]
    public override Task Who_has_no_private_chat_learns_it_where_they_asked_once_and_without_a_word_of_the_answer() => base.Who_has_no_private_chat_learns_it_where_they_asked_once_and_without_a_word_of_the_answer();

    [Fact]
    public override Task Nothing_is_said_where_guests_would_read_it() => base.Nothing_is_said_where_guests_would_read_it();

    [Fact]
    public override Task A_chat_that_refused_is_known_as_unreachable_until_it_takes_something() => base.A_chat_that_refused_is_known_as_unreachable_until_it_takes_something();

    [Fact]
    public override Task Being_asked_to_wait_is_no_attempt() => base.Being_asked_to_wait_is_no_attempt();

    [Fact]
    public override Task What_stays_unknown_is_given_up_with_an_error_in_the_log() => base.What_stays_unknown_is_given_up_with_an_error_in_the_log();

    [Fact]
    public override Task A_channel_that_throws_does_not_block_the_lane_for_ever() => base.A_channel_that_throws_does_not_block_the_lane_for_ever();

    [Fact]
    public override Task Whose_claim_ran_out_has_no_say_any_more() => base.Whose_claim_ran_out_has_no_say_any_more();

    [Fact]
    public override Task Lanes_that_wait_do_not_hide_others_from_the_sweep() => base.Lanes_that_wait_do_not_hide_others_from_the_sweep();

    [Fact]
    public override Task Somebody_new_in_two_conversations_at_once_is_one_person() => base.Somebody_new_in_two_conversations_at_once_is_one_person();

    [Fact]
    public override Task What_is_overdue_is_told_by_kind_and_count_and_by_the_metric() => base.What_is_overdue_is_told_by_kind_and_count_and_by_the_metric();
}

public sealed class PostgresDeliveryTests : DeliveryContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task Killed_between_sending_and_writing_it_down_costs_exactly_one_repetition() => base.Killed_between_sending_and_writing_it_down_costs_exactly_one_repetition();

    [PostgresFact]
    public override Task An_escalation_overtakes_what_waits() => base.An_escalation_overtakes_what_waits();

    [PostgresFact]
    public override Task Who_has_no_private_chat_learns_it_where_they_asked_once_and_without_a_word_of_the_answer() => base.Who_has_no_private_chat_learns_it_where_they_asked_once_and_without_a_word_of_the_answer();

    [PostgresFact]
    public override Task Nothing_is_said_where_guests_would_read_it() => base.Nothing_is_said_where_guests_would_read_it();

    [PostgresFact]
    public override Task A_chat_that_refused_is_known_as_unreachable_until_it_takes_something() => base.A_chat_that_refused_is_known_as_unreachable_until_it_takes_something();

    [PostgresFact]
    public override Task Being_asked_to_wait_is_no_attempt() => base.Being_asked_to_wait_is_no_attempt();

    [PostgresFact]
    public override Task What_stays_unknown_is_given_up_with_an_error_in_the_log() => base.What_stays_unknown_is_given_up_with_an_error_in_the_log();

    [PostgresFact]
    public override Task A_channel_that_throws_does_not_block_the_lane_for_ever() => base.A_channel_that_throws_does_not_block_the_lane_for_ever();

    [PostgresFact]
    public override Task Whose_claim_ran_out_has_no_say_any_more() => base.Whose_claim_ran_out_has_no_say_any_more();

    [PostgresFact]
    public override Task Lanes_that_wait_do_not_hide_others_from_the_sweep() => base.Lanes_that_wait_do_not_hide_others_from_the_sweep();

    [PostgresFact]
    public override Task Somebody_new_in_two_conversations_at_once_is_one_person() => base.Somebody_new_in_two_conversations_at_once_is_one_person();

    [PostgresFact]
    public override Task What_is_overdue_is_told_by_kind_and_count_and_by_the_metric() => base.What_is_overdue_is_told_by_kind_and_count_and_by_the_metric();
}
