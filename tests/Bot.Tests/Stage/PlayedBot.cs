using System.Globalization;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Features.DraftCheck;
using ClientBot.Features.Escalation;
using ClientBot.Features.Guidance;
using ClientBot.Features.Home;
using ClientBot.Features.Linking;
using ClientBot.Features.Setup;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>
/// The whole bot with a platform that only keeps what it is sent, a clock that tests move, and a real database. A test
/// is a script: somebody says something, the bot answers.
/// </summary>
public sealed class PlayedBot : IAsyncDisposable
{
    private static readonly Lazy<CurrentPlaybook> SharedPlaybook =
        new(() => new CurrentPlaybook(Options.Create(new PlaybookOptions()), NullLogger<CurrentPlaybook>.Instance));

    private IHost _host = null!;
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private int _said;

    private PlayedBot(TestDatabase database, bool ownsDatabase) => (_database, _ownsDatabase) = (database, ownsDatabase);

    public FixedClock Clock { get; } = new();

    public FakeChannel Channel { get; } = new();

    public ListLogger Logs { get; } = new();

    public IServiceProvider Services => _host.Services;

    public static async Task<PlayedBot> StartAsync(TestDatabase? database = null, Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        var mine = database ?? await TestDatabase.SqliteAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(mine.Settings);
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        var bot = new PlayedBot(mine, database is null);
        builder.Logging.AddProvider(bot.Logs);
        builder.Services.AddSingleton<TimeProvider>(bot.Clock).AddSingleton<IChannel>(bot.Channel);
        builder.Services.AddStorage(builder.Configuration).AddPeople().AddDelivery().AddConversation().AddCasebook().AddGuidance().AddDraftCheck().AddEscalation().AddDigest().AddTeamSetup().AddHome().AddLinking();
        // Read once for all tests; one that brings settings of its own may change it.
        if (settings is null) builder.Services.AddSingleton(SharedPlaybook.Value);
        configure?.Invoke(builder.Services);
        bot._host = builder.Build();
        await bot._host.StartAsync();
        return bot;
    }

    /// <summary>Somebody writes in their 1:1 chat. Returns what the bot carried out because of it.</summary>
    public Task<IReadOnlyList<Carried>> SaysAsync(string text, string person = "alex") => HearAsync(Message(person, $"dm-{person}", "personal", a => a.Text = text));

    /// <summary>Somebody mentions the bot in a channel.</summary>
    public Task<IReadOnlyList<Carried>> MentionsAsync(string text, string person = "alex") => HearAsync(Message(person, "room", "channel", a =>
    {
        a.Text = $"<at>ClientBot</at> {text}";
        a.Entities = [new Mention(new ChannelAccount("bot", "ClientBot"), "<at>ClientBot</at>")];
    }));

    public Task<IReadOnlyList<Carried>> PressesAsync(JObject data, string person = "alex") => HearAsync(Message(person, $"dm-{person}", "personal", a => a.Value = data));

    public Task<IReadOnlyList<Carried>> PressesAsync(Carried card, string action, string person = "alex") => PressesAsync(card.Card!.Data(action), person);

    public async Task<IReadOnlyList<Carried>> HearAsync(Activity activity)
    {
        var before = Channel.Calls.Count;
        await TurnAsync(activity);
        await SettledAsync();
        return [.. Channel.Calls.Skip(before)];
    }

    /// <summary>One activity, and the answer if it is an invoke.</summary>
    public async Task<InvokeResponse?> TurnAsync(Activity activity)
    {
        var adapter = new FakeAdapter();
        // As it would arrive: through JSON.
        await adapter.ProcessAsync(Wire.Read(Wire.Write(activity)), Services.GetRequiredService<ConversationTurn>().OnTurnAsync);
        return adapter.Answer;
    }

    public Activity Message(string person, string conversation, string kind, Action<Activity>? change = null)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = (++_said).ToString(CultureInfo.InvariantCulture),
            ChannelId = FakeChannel.Name,
            ServiceUrl = "https://fake.example",
            From = new ChannelAccount(person, char.ToUpperInvariant(person[0]) + person[1..]),
            Recipient = new ChannelAccount("bot", "ClientBot"),
            Conversation = new ConversationAccount(id: conversation, conversationType: kind) { TenantId = "tenant" },
        };
        change?.Invoke(activity);
        return activity;
    }

    /// <summary>Waits until nothing is due that could be sent now.</summary>
    public async Task SettledAsync()
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var waiting = await QueryAsync(db =>
            {
                var now = Clock.Milliseconds();
                return db.Set<OutboxEntry>().CountAsync(e => e.DoneAt == null && e.DueAt <= now
                    && !db.Set<OutboxEntry>().Any(x => x.Lane == e.Lane && x.DoneAt == null && x.DueAt > now));
            });
            if (waiting == 0) return;
            if (DateTime.UtcNow > deadline) throw new TimeoutException($"{waiting} messages still wait: {string.Join('\n', Logs.Lines)}");
            await Task.Delay(5);
        }
    }

    public async Task<T> QueryAsync<T>(Func<ClientBotDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<ClientBotDb>());
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_ownsDatabase) await _database.DisposeAsync();
    }
}
