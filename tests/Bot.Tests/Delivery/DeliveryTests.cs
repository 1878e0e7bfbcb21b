using System.Diagnostics.Metrics;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Content;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>What the outbox promises when things go wrong, on both databases.</summary>
public abstract class DeliveryContract : DatabaseContract
{
    private const string Words = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private readonly BreakableWatch _watch = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<ICardWatch>(_watch);

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

    public virtual async Task What_was_given_up_is_told_once_and_without_a_word_of_it_and_counted()
    {
        Bot.Channel.Fault = c => c.Text.StartsWith("Something I had for you", StringComparison.Ordinal) ? null : new Outcome.Unknown("no answer");
        await Bot.SaysAsync("help");
        await Bot.SaysAsync("cases");
        await SweepAfterAsync(TimeSpan.FromHours(25));

        var notice = Assert.Single(Bot.Channel.Calls);
        Assert.Equal(("send", "dm-alex"), (notice.What, notice.Conversation));
        Assert.Equal(2, Bot.Logs.Lines.Count(l => l.StartsWith("Error: Message", StringComparison.Ordinal) && l.Contains("is lost", StringComparison.Ordinal)));
        Assert.All(await Bot.QueryAsync(db => db.Set<OutboxEntry>().ToListAsync()), e => Assert.Null(e.Payload));
        Assert.Equal("overdue: lost 2", (await HealthAsync()).Description);
        Bot.Clock.Move(TimeSpan.FromHours(2));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
    }

    public virtual async Task An_outage_of_a_night_loses_nothing()
    {
        Bot.Channel.Fault = _ => new Outcome.Unknown("401");
        await Bot.SaysAsync("help");
        for (var i = 0; i < 12; i++) await SweepAfterAsync(TimeSpan.FromHours(1));
        Bot.Channel.Fault = null;
        await SweepAfterAsync(TimeSpan.FromSeconds(61));

        Assert.StartsWith("Tell me what your client said", Assert.Single(Bot.Channel.Calls).Text);
    }

    public virtual async Task A_refused_answer_is_told_and_a_refused_notice_is_not()
    {
        Bot.Channel.Fault = c => c.Text.StartsWith("Tell", StringComparison.Ordinal) ? new Outcome.Refused("MessageSizeTooBig") : null;
        Assert.StartsWith("Something I had for you didn't get through", Assert.Single(await Bot.SaysAsync("help")).Text);

        Bot.Channel.Fault = _ => new Outcome.Refused("MessageSizeTooBig");
        await Bot.SaysAsync("help");
        Assert.Equal(4, await Bot.QueryAsync(db => db.Set<OutboxEntry>().CountAsync()));
    }

    public virtual async Task Who_says_something_does_not_wait_for_a_backoff()
    {
        Bot.Channel.Fault = _ => new Outcome.Unknown("no answer");
        await Bot.SaysAsync("help");
        for (var i = 0; i < 8; i++) await SweepAfterAsync(TimeSpan.FromMinutes(1));
        Bot.Channel.Fault = null;

        await Bot.SaysAsync("cases");
        await UntilAsync(() => Bot.Channel.Calls.Count == 2);
    }

    public virtual async Task Of_a_card_that_waited_only_the_newest_version_is_sent()
    {
        var card = Assert.Single(await Bot.SaysAsync(Words));
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromSeconds(30));
        await Bot.PressesAsync(card, "guidance.tone.softer");
        await Bot.PressesAsync(card, "guidance.tone.firmer");
        Bot.Channel.Fault = null;
        await SweepAfterAsync(TimeSpan.FromSeconds(31));

        var followed = Assert.Single(Bot.Channel.Calls.Skip(1));
        Assert.Equal(("update", card.ActivityId, Tone.Firmer), (followed.What, followed.ActivityId, await ToneAsync()));
        Assert.DoesNotContain(card.Card!.Say, followed.Card!.Say, StringComparison.Ordinal);
        Assert.Equal([OutboxEnd.Delivered, OutboxEnd.Dropped, OutboxEnd.Delivered], await Bot.QueryAsync(db => db.Set<OutboxEntry>().OrderBy(e => e.Id).Select(e => e.End!.Value).ToListAsync()));
    }

    public virtual async Task A_card_that_never_came_is_posted_by_its_next_version()
    {
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromSeconds(30));
        await Bot.SaysAsync(Words);
        var round = await Bot.QueryAsync(db => db.Set<Round>().Select(r => r.Id).SingleAsync());
        await Bot.PressesAsync(new JObject { ["action"] = "guidance.tone.softer", ["id"] = round, ["version"] = 1 });
        Bot.Channel.Fault = null;
        await SweepAfterAsync(TimeSpan.FromSeconds(31));

        Assert.Equal("send", Assert.Single(Bot.Channel.Calls).What);
    }

    public virtual async Task What_can_not_be_settled_blocks_nobody_and_is_not_sent_again()
    {
        _watch.Throws = true;
        var tries = 0;
        Bot.Channel.Fault = c => c.Card is null ? null : Tried(ref tries);
        await Bot.SaysAsync(Words);
        await Bot.SaysAsync("help");
        await SweepAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, tries);
        Assert.StartsWith("Tell me what your client said", Assert.Single(Bot.Channel.Calls).Text);
        Assert.Equal(3, Bot.Logs.Lines.Count(l => l.Contains("could not be settled", StringComparison.Ordinal)));

        static Outcome Tried(ref int tries)
        {
            tries++;
            return new Outcome.Unreachable("ConversationBlockedByUser");
        }
    }

    public virtual async Task A_channel_that_throws_does_not_block_the_lane_for_ever()
    {
        var thrown = 0;
        Bot.Channel.Fault = c => c.Text.StartsWith("Tell", StringComparison.Ordinal) && thrown++ < 100 ? throw new InvalidOperationException("Broken for the test") : null;
        await Bot.SaysAsync("help");
        await Bot.SaysAsync("cases");
        await SweepAfterAsync(TimeSpan.FromHours(25));

        Assert.StartsWith("You have no cases", Bot.Channel.Calls.First().Text);
        Assert.StartsWith("Something I had for you", Assert.Single(Bot.Channel.Calls.Skip(1)).Text);
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

    public virtual async Task Whose_claim_ran_out_can_neither_end_it_nor_tell_of_it()
    {
        foreach (var outcome in new Outcome[] { new Outcome.Unreachable("blocked"), new Outcome.Refused("too big"), new Outcome.Dropped("superseded") })
        {
            var (entry, goesOn) = await SettleLateAsync(outcome);
            Assert.False(goesOn);
            Assert.Null(entry.DoneAt);
            Assert.Equal(1, await Bot.QueryAsync(db => db.Set<OutboxEntry>().CountAsync()));
        }
    }

    public virtual async Task What_arrived_has_arrived_whoever_brought_it()
    {
        var (entry, goesOn) = await SettleLateAsync(new Outcome.Delivered("m1"));

        Assert.True(goesOn);
        Assert.Equal(OutboxEnd.Delivered, entry.End);
    }

    public virtual async Task What_is_long_done_is_deleted_however_much_it_is_and_the_rest_is_kept()
    {
        await Bot.SaysAsync("help");
        await Bot.QueryAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 2500).Select(i => new InboxEntry { Channel = "fake", Key = $"old {i}", ReceivedAt = 0 }));
            return await db.SaveChangesAsync();
        });
        await Bot.InScopeAsync(s => s.GetRequiredService<DoneSweep>().SweepAsync(default));

        Assert.Equal((1, 1), await Bot.QueryAsync(async db => (await db.Set<InboxEntry>().CountAsync(), await db.Set<OutboxEntry>().CountAsync())));
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
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "clientbot.overdue") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => measured.Add((value, tags[0].Value as string)));
        listener.Start();
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromHours(1));
        await Bot.SaysAsync("help");
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);

        Bot.Clock.Move(TimeSpan.FromSeconds(61));
        measured.Clear();
        var late = await HealthAsync();
        Assert.Equal((HealthStatus.Unhealthy, "overdue: outbox 1"), (late.Status, late.Description));
        Assert.Contains((1, "outbox"), measured);
    }

    private Task<HealthCheckResult> HealthAsync() => Bot.Services.GetRequiredService<WorkHealth>().CheckHealthAsync(new HealthCheckContext());

    private Task<Tone> ToneAsync() => Bot.QueryAsync(db => db.Set<Round>().Select(r => r.Tone).SingleAsync());

    // A message that waits, claimed by somebody else since.
    private async Task<(OutboxEntry Entry, bool GoesOn)> SettleLateAsync(Outcome outcome)
    {
        Bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromHours(1));
        if (!await Bot.QueryAsync(db => db.Set<OutboxEntry>().AnyAsync())) await Bot.SaysAsync("help");
        var entry = await Bot.QueryAsync(db => db.Set<OutboxEntry>().AsNoTracking().SingleAsync());
        entry.ClaimedUntil = Bot.Clock.Milliseconds() + 1;
        var goesOn = false;
        await Bot.InScopeAsync(async s => goesOn = await s.GetRequiredService<Settlement>().SettleAsync(entry, new Attempted(outcome, null), default));
        return (await Bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync()), goesOn);
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

    private sealed class BreakableWatch : ICardWatch
    {
        public bool Throws { get; set; }

        public Task<bool> OnUndeliverableAsync(string subject, string personId, Outcome outcome, CancellationToken cancellationToken) =>
            Throws ? throw new InvalidOperationException("Broken for the test") : Task.FromResult(false);
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
    public override Task What_was_given_up_is_told_once_and_without_a_word_of_it_and_counted() => base.What_was_given_up_is_told_once_and_without_a_word_of_it_and_counted();

    [Fact]
    public override Task An_outage_of_a_night_loses_nothing() => base.An_outage_of_a_night_loses_nothing();

    [Fact]
    public override Task A_refused_answer_is_told_and_a_refused_notice_is_not() => base.A_refused_answer_is_told_and_a_refused_notice_is_not();

    [Fact]
    public override Task Who_says_something_does_not_wait_for_a_backoff() => base.Who_says_something_does_not_wait_for_a_backoff();

    [Fact]
    public override Task Of_a_card_that_waited_only_the_newest_version_is_sent() => base.Of_a_card_that_waited_only_the_newest_version_is_sent();

    [Fact]
    public override Task A_card_that_never_came_is_posted_by_its_next_version() => base.A_card_that_never_came_is_posted_by_its_next_version();

    [Fact]
    public override Task What_can_not_be_settled_blocks_nobody_and_is_not_sent_again() => base.What_can_not_be_settled_blocks_nobody_and_is_not_sent_again();

    [Fact]
    public override Task Whose_claim_ran_out_can_neither_end_it_nor_tell_of_it() => base.Whose_claim_ran_out_can_neither_end_it_nor_tell_of_it();

    [Fact]
    public override Task What_arrived_has_arrived_whoever_brought_it() => base.What_arrived_has_arrived_whoever_brought_it();

    [Fact]
    public override Task What_is_long_done_is_deleted_however_much_it_is_and_the_rest_is_kept() => base.What_is_long_done_is_deleted_however_much_it_is_and_the_rest_is_kept();

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
    public override Task What_was_given_up_is_told_once_and_without_a_word_of_it_and_counted() => base.What_was_given_up_is_told_once_and_without_a_word_of_it_and_counted();

    [PostgresFact]
    public override Task An_outage_of_a_night_loses_nothing() => base.An_outage_of_a_night_loses_nothing();

    [PostgresFact]
    public override Task A_refused_answer_is_told_and_a_refused_notice_is_not() => base.A_refused_answer_is_told_and_a_refused_notice_is_not();

    [PostgresFact]
    public override Task Who_says_something_does_not_wait_for_a_backoff() => base.Who_says_something_does_not_wait_for_a_backoff();

    [PostgresFact]
    public override Task Of_a_card_that_waited_only_the_newest_version_is_sent() => base.Of_a_card_that_waited_only_the_newest_version_is_sent();

    [PostgresFact]
    public override Task A_card_that_never_came_is_posted_by_its_next_version() => base.A_card_that_never_came_is_posted_by_its_next_version();

    [PostgresFact]
    public override Task What_can_not_be_settled_blocks_nobody_and_is_not_sent_again() => base.What_can_not_be_settled_blocks_nobody_and_is_not_sent_again();

    [PostgresFact]
    public override Task Whose_claim_ran_out_can_neither_end_it_nor_tell_of_it() => base.Whose_claim_ran_out_can_neither_end_it_nor_tell_of_it();

    [PostgresFact]
    public override Task What_arrived_has_arrived_whoever_brought_it() => base.What_arrived_has_arrived_whoever_brought_it();

    [PostgresFact]
    public override Task What_is_long_done_is_deleted_however_much_it_is_and_the_rest_is_kept() => base.What_is_long_done_is_deleted_however_much_it_is_and_the_rest_is_kept();

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
