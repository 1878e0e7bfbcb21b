using System.Collections.Concurrent;
using System.Data.Common;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>What a turn promises, on both databases.</summary>
public abstract class TurnContract : DatabaseContract
{
    private const string Words = "This is the second time you've missed the deadline and I am really annoyed.";
    private readonly SavingFault _fault = new();

    protected override void Configure(IServiceCollection services) => services.ConfigureDbContext<ClientBotDb>(o => o.AddInterceptors(_fault));

    public virtual async Task The_same_activity_twice_at_once_is_one_case_and_one_card()
    {
        var activity = Bot.Message("alex", "dm-alex", "personal", a => a.Text = Words);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bot.TurnAsync(activity))));
        await Bot.SettledAsync();

        Assert.Single(Bot.Channel.Calls);
        Assert.Equal(1, await Bot.QueryAsync(db => db.Set<Round>().CountAsync()));
    }

    public virtual async Task Turns_of_one_conversation_never_overlap()
    {
        var turns = Enumerable.Range(0, 20).Select(i => Bot.Message("alex", "dm-alex", "personal", a => a.Text = $"{Words} ({i})")).ToList();
        await Task.WhenAll(turns.Select(t => Task.Run(() => Bot.TurnAsync(t))));
        await Bot.SettledAsync();

        Assert.Equal(Enumerable.Range(1, 20), await Bot.QueryAsync(db => db.Set<Round>().OrderBy(r => r.Number).Select(r => r.Number).ToListAsync()));
        Assert.Equal(20, Bot.Channel.Calls.Count);
    }

    public virtual async Task An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn()
    {
        var failures = 2;
        Bot.Channel.Fault = _ => failures-- > 0 ? new Outcome.Unknown("no answer") : null;
        await Bot.SaysAsync("help");
        await Bot.SaysAsync("cases");
        Assert.Empty(Bot.Channel.Calls);

        await SweepAfterAsync(TimeSpan.FromSeconds(3));
        await SweepAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2, Bot.Channel.Calls.Count);
        Assert.StartsWith("Tell me what your client said", Bot.Channel.Calls.First().Text);
    }

    public virtual async Task A_platform_that_asks_to_wait_is_not_asked_before()
    {
        var asked = 0;
        Bot.Channel.Fault = _ => asked++ == 0 ? new Outcome.RetryAfter(TimeSpan.FromSeconds(30)) : null;
        await Bot.SaysAsync("help");
        await SweepAfterAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(1, asked);

        await SweepAfterAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, asked);
        Assert.Single(Bot.Channel.Calls);
    }

    public virtual async Task A_message_that_is_gone_is_posted_anew()
    {
        var card = Assert.Single(await Bot.SaysAsync(Words));
        Bot.Channel.Fault = c => c.What == "update" ? new Outcome.Gone() : null;
        var again = Assert.Single(await Bot.PressesAsync(card, "guidance.tone.softer"));
        Bot.Channel.Fault = null;
        var followed = Assert.Single(await Bot.PressesAsync(again, "guidance.tone.firmer"));

        Assert.Equal("send", again.What);
        Assert.Equal(("update", again.ActivityId), (followed.What, followed.ActivityId));
    }

    public virtual async Task Who_cannot_be_reached_is_not_tried_for_ever()
    {
        Bot.Channel.Fault = _ => new Outcome.Unreachable("BotNotInConversationRoster");
        await Bot.SaysAsync("help");

        var entry = await Bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync());
        Assert.Equal("unreachable: BotNotInConversationRoster", entry.Outcome);
        Assert.Null(entry.Payload);
    }

    public virtual async Task A_failed_turn_leaves_nothing_and_is_told_once()
    {
        _fault.Next(new InvalidOperationException("Broken for the test"));
        var answer = Assert.Single(await Bot.SaysAsync(Words));

        Assert.Contains("Something went wrong on my side", answer.Text);
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<DataKey>().CountAsync()));
        Assert.Contains(Bot.Logs.Lines, l => l.StartsWith("Error: Turn", StringComparison.Ordinal));
        Assert.DoesNotContain(Bot.Logs.Lines, l => l.Contains("missed the deadline", StringComparison.Ordinal));
    }

    public virtual async Task A_passing_fault_of_the_database_costs_nobody_their_words()
    {
        foreach (var passing in new Exception[] { new PassingException(), new DbUpdateException("wrapped", new SqliteException("busy", 5)) })
        {
            _fault.Next(passing);
            var answer = Assert.Single(await Bot.SaysAsync(Words + passing.Message));
            Assert.NotNull(answer.Card);
        }

        Assert.Equal(2, await Bot.QueryAsync(db => db.Set<Round>().CountAsync()));
        Assert.Equal(2, Bot.Logs.Lines.Count(l => l.StartsWith("Warning: Turn", StringComparison.Ordinal)));
    }

    public virtual async Task A_fault_that_comes_again_is_told()
    {
        _fault.Next(new PassingException(), new PassingException());

        Assert.Contains("Something went wrong on my side", Assert.Single(await Bot.SaysAsync(Words)).Text);
    }

    public virtual async Task A_form_whose_turn_failed_is_not_answered_as_done()
    {
        var card = Assert.Single(await Bot.SaysAsync(Words));
        var data = card.Card!.Data("guidance.details");
        data["client"] = "Dana";
        _fault.Next(new InvalidOperationException("Broken for the test"));
        var answer = await Bot.TurnAsync(Bot.Message("alex", "dm-alex", "personal", a => (a.Type, a.Name, a.Value) = ("invoke", "task/submit", new JObject { ["data"] = data })));

        Assert.Contains("Something went wrong on my side", JObject.FromObject(answer!.Body!).ToString());
    }

    private async Task SweepAfterAsync(TimeSpan wait)
    {
        Bot.Clock.Move(wait);
        await Bot.InScopeAsync(s => ((OutboxSweep)s.GetService(typeof(OutboxSweep))!).SweepAsync(CancellationToken.None));
        await Bot.SettledAsync();
    }

    /// <summary>Lets the next attempts to save fail.</summary>
    private sealed class SavingFault : SaveChangesInterceptor
    {
        private readonly ConcurrentQueue<Exception> _faults = new();

        public void Next(params Exception[] faults) => Array.ForEach(faults, _faults.Enqueue);

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            _faults.TryDequeue(out var fault) ? throw fault : ValueTask.FromResult(result);
    }

    private sealed class PassingException : DbException
    {
        public override bool IsTransient => true;
    }
}

public sealed class SqliteTurnTests : TurnContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public override Task The_same_activity_twice_at_once_is_one_case_and_one_card() => base.The_same_activity_twice_at_once_is_one_case_and_one_card();

    [Fact]
    public override Task Turns_of_one_conversation_never_overlap() => base.Turns_of_one_conversation_never_overlap();

    [Fact]
    public override Task An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn() => base.An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn();

    [Fact]
    public override Task A_platform_that_asks_to_wait_is_not_asked_before() => base.A_platform_that_asks_to_wait_is_not_asked_before();

    [Fact]
    public override Task A_message_that_is_gone_is_posted_anew() => base.A_message_that_is_gone_is_posted_anew();

    [Fact]
    public override Task Who_cannot_be_reached_is_not_tried_for_ever() => base.Who_cannot_be_reached_is_not_tried_for_ever();

    [Fact]
    public override Task A_failed_turn_leaves_nothing_and_is_told_once() => base.A_failed_turn_leaves_nothing_and_is_told_once();

    [Fact]
    public override Task A_passing_fault_of_the_database_costs_nobody_their_words() => base.A_passing_fault_of_the_database_costs_nobody_their_words();

    [Fact]
    public override Task A_fault_that_comes_again_is_told() => base.A_fault_that_comes_again_is_told();

    [Fact]
    public override Task A_form_whose_turn_failed_is_not_answered_as_done() => base.A_form_whose_turn_failed_is_not_answered_as_done();
}

public sealed class PostgresTurnTests : TurnContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task The_same_activity_twice_at_once_is_one_case_and_one_card() => base.The_same_activity_twice_at_once_is_one_case_and_one_card();

    [PostgresFact]
    public override Task Turns_of_one_conversation_never_overlap() => base.Turns_of_one_conversation_never_overlap();

    [PostgresFact]
    public override Task An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn() => base.An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn();

    [PostgresFact]
    public override Task A_platform_that_asks_to_wait_is_not_asked_before() => base.A_platform_that_asks_to_wait_is_not_asked_before();

    [PostgresFact]
    public override Task A_message_that_is_gone_is_posted_anew() => base.A_message_that_is_gone_is_posted_anew();

    [PostgresFact]
    public override Task Who_cannot_be_reached_is_not_tried_for_ever() => base.Who_cannot_be_reached_is_not_tried_for_ever();

    [PostgresFact]
    public override Task A_failed_turn_leaves_nothing_and_is_told_once() => base.A_failed_turn_leaves_nothing_and_is_told_once();

    [PostgresFact]
    public override Task A_passing_fault_of_the_database_costs_nobody_their_words() => base.A_passing_fault_of_the_database_costs_nobody_their_words();

    [PostgresFact]
    public override Task A_fault_that_comes_again_is_told() => base.A_fault_that_comes_again_is_told();

    [PostgresFact]
    public override Task A_form_whose_turn_failed_is_not_answered_as_done() => base.A_form_whose_turn_failed_is_not_answered_as_done();
}
