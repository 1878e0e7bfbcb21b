using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.Conversation;
using Microsoft.Bot.Schema.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>What a turn promises, on both databases.</summary>
public abstract class TurnContract : IAsyncLifetime
{
    private const string Words = "This is the second time you've missed the deadline and I am really annoyed.";
    private TestDatabase _database = null!;
    private PlayedBot _bot = null!;

    protected abstract Task<TestDatabase> NewDatabaseAsync();

    public virtual async Task InitializeAsync()
    {
        _database = await NewDatabaseAsync();
        _bot = await PlayedBot.StartAsync(_database);
    }

    public virtual async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _database.DisposeAsync();
    }

    public virtual async Task The_same_activity_twice_at_once_is_one_case_and_one_card()
    {
        var activity = _bot.Message("alex", "dm-alex", "personal", a => a.Text = Words);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _bot.TurnAsync(activity))));
        await _bot.SettledAsync();

        Assert.Single(_bot.Channel.Calls);
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<Round>().CountAsync()));
    }

    public virtual async Task Turns_of_one_conversation_never_overlap()
    {
        var turns = Enumerable.Range(0, 20).Select(i => _bot.Message("alex", "dm-alex", "personal", a => a.Text = $"{Words} ({i})")).ToList();
        await Task.WhenAll(turns.Select(t => Task.Run(() => _bot.TurnAsync(t))));
        await _bot.SettledAsync();

        Assert.Equal(Enumerable.Range(1, 20), await _bot.QueryAsync(db => db.Set<Round>().OrderBy(r => r.Number).Select(r => r.Number).ToListAsync()));
        Assert.Equal(20, _bot.Channel.Calls.Count);
    }

    public virtual async Task An_unknown_outcome_is_tried_again_and_what_follows_waits_its_turn()
    {
        var failures = 2;
        _bot.Channel.Fault = _ => failures-- > 0 ? new Outcome.Unknown("no answer") : null;
        await _bot.SaysAsync("help");
        await _bot.SaysAsync("cases");
        Assert.Empty(_bot.Channel.Calls);

        await SweepAfterAsync(TimeSpan.FromSeconds(3));
        await SweepAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _bot.Channel.Calls.Count);
        Assert.StartsWith("Tell me what your client said", _bot.Channel.Calls.First().Text);
    }

    public virtual async Task A_platform_that_asks_to_wait_is_not_asked_before()
    {
        var asked = 0;
        _bot.Channel.Fault = _ => asked++ == 0 ? new Outcome.RetryAfter(TimeSpan.FromSeconds(30)) : null;
        await _bot.SaysAsync("help");
        await SweepAfterAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(1, asked);

        await SweepAfterAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, asked);
        Assert.Single(_bot.Channel.Calls);
    }

    public virtual async Task A_message_that_is_gone_is_posted_anew()
    {
        var card = Assert.Single(await _bot.SaysAsync(Words));
        _bot.Channel.Fault = c => c.What == "update" ? new Outcome.Gone() : null;
        var again = Assert.Single(await _bot.PressesAsync(card, "guidance.tone.softer"));
        _bot.Channel.Fault = null;
        var followed = Assert.Single(await _bot.PressesAsync(again, "guidance.tone.firmer"));

        Assert.Equal("send", again.What);
        Assert.Equal(("update", again.ActivityId), (followed.What, followed.ActivityId));
    }

    public virtual async Task Who_cannot_be_reached_is_not_tried_for_ever()
    {
        _bot.Channel.Fault = _ => new Outcome.Unreachable("BotNotInConversationRoster");
        await _bot.SaysAsync("help");

        var entry = await _bot.QueryAsync(db => db.Set<OutboxEntry>().SingleAsync());
        Assert.Equal("unreachable: BotNotInConversationRoster", entry.Outcome);
        Assert.Null(entry.Payload);
    }

    public virtual async Task A_failed_turn_leaves_nothing_and_is_told_once()
    {
        await using var broken = await PlayedBot.StartAsync(configure: services => services.AddScoped<IGuidance, BrokenGuidance>());
        var answer = Assert.Single(await broken.SaysAsync(Words));

        Assert.Contains("Something went wrong on my side", answer.Text);
        Assert.Equal(0, await broken.QueryAsync(db => db.Set<ClientBot.Storage.DataKey>().CountAsync()));
        Assert.Contains(broken.Logs.Lines, l => l.StartsWith("Error: Turn", StringComparison.Ordinal));
        Assert.DoesNotContain(broken.Logs.Lines, l => l.Contains("missed the deadline", StringComparison.Ordinal));
    }

    private sealed class BrokenGuidance(ClientBot.Storage.ClientBotDb db) : IGuidance
    {
        public void ReadAhead(string words)
        {
        }

        public async Task BeginAsync(string words, CancellationToken cancellationToken)
        {
            db.Add(new ClientBot.Storage.DataKey { Id = "left behind", Wrapped = [1] });
            await db.SaveChangesAsync(cancellationToken);
            throw new InvalidOperationException("Broken for the test");
        }

        public Task ContinueAsync(string text, CancellationToken cancellationToken) => BeginAsync(text, cancellationToken);

        public Task<ButtonPress?> OptionAsync(string text, CancellationToken cancellationToken) => Task.FromResult<ButtonPress?>(null);

        public Task<TaskModuleResponseBase> OfMessageAsync(string words, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken for the test");

        public Task<MessagingExtensionActionResponse> SubmitInMessageActionAsync(ButtonPress? press, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Broken for the test");
    }

    private async Task SweepAfterAsync(TimeSpan wait)
    {
        _bot.Clock.Move(wait);
        await _bot.InScopeAsync(s => ((OutboxSweep)s.GetService(typeof(OutboxSweep))!).SweepAsync(CancellationToken.None));
        await _bot.SettledAsync();
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
}
