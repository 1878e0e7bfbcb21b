using System.Globalization;
using System.Net;
using System.Text;
using ClientBot.Bot.Tests.Channels.Teams;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>The whole program behind Slack's three addresses, with a Slack of our own behind it.</summary>
internal sealed class SlackStage : WebApplicationFactory<Program>
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5", Alex = "U0ALEX", Maria = "U0MARIA";

    private readonly TestDatabase _database;
    private HttpClient? _client;
    private int _said;

    private readonly bool _ownsDatabase;
    private readonly bool _ownsSlack;
    private readonly Action<IServiceCollection>? _configure;
    private readonly Dictionary<string, string?> _more;

    private SlackStage(TestDatabase database, bool ownsDatabase, FakeSlack slack, bool ownsSlack, SlackDoor door, Dictionary<string, string?> more, Action<IServiceCollection>? configure) =>
        (_database, _ownsDatabase, Slack, _ownsSlack, Door, _more, _configure) = (database, ownsDatabase, slack, ownsSlack, door, more, configure);

    /// <summary>By which way Slack delivers.</summary>
    public SlackDoor Door { get; }

    public FakeSlack Slack { get; }

    public ListLogger Logs { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public static async Task<SlackStage> StartAsync(
        SlackDoor door = SlackDoor.Http, TestDatabase? database = null, FakeSlack? slack = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var stage = new SlackStage(database ?? await TestDatabase.SqliteAsync(), database is null, slack ?? await FakeSlack.StartAsync(), slack is null, door, settings ?? [], configure);
        stage.Slack.Clock = stage.Clock;
        stage._client = stage.CreateClient();
        return stage;
    }

    public static Dictionary<string, string?> Settings(string api, SlackDoor door = SlackDoor.Http) => new()
    {
        [door == SlackDoor.Http ? "Slack:SigningSecret" : "Slack:AppToken"] = door == SlackDoor.Http ? Secret : FakeSlack.AppToken,
        ["Slack:Workspaces:0:BotToken"] = FakeSlack.Token, ["Slack:ApiBaseUrl"] = api,
    };

    public static JObject Event(JObject happened, string id, Action<JObject>? change = null)
    {
        var envelope = new JObject
        {
            ["type"] = "event_callback", ["team_id"] = FakeSlack.Team, ["api_app_id"] = "A0APP", ["event"] = happened, ["event_id"] = id, ["event_time"] = 1700000000,
            ["authorizations"] = new JArray(new JObject { ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.Bot, ["is_bot"] = true }),
        };
        change?.Invoke(envelope);
        return envelope;
    }

    public static JObject Message(string user, string text) => new()
    {
        ["type"] = "message", ["channel"] = FakeSlack.ChatOf(user), ["channel_type"] = "im", ["user"] = user, ["text"] = text, ["ts"] = "1700000001.000100", ["team"] = FakeSlack.Team,
    };

    public static JObject Mention(string user, string text) => new()
    {
        ["type"] = "app_mention", ["user"] = user, ["text"] = $"<@{FakeSlack.Bot}> {text}", ["ts"] = "1700000001.000200", ["channel"] = "C0ROOM", ["team"] = FakeSlack.Team,
    };

    public string NextId() => "Ev" + Interlocked.Increment(ref _said).ToString(CultureInfo.InvariantCulture);

    public Task SaysAsync(string text, string user = Alex) => EventAsync(Event(Message(user, text), NextId()));

    public Task EventAsync(JObject envelope) => BringAsync("events", "events_api", envelope, false, () => envelope.ToString(Formatting.None));

    /// <summary>Returns what the person is shown at once, or null.</summary>
    public Task<JObject?> CommandAsync(string command, string text, string channel = "C0ROOM", string user = Alex, string team = FakeSlack.Team)
    {
        var fields = new Dictionary<string, string?>
        {
            ["team_id"] = team, ["channel_id"] = channel, ["user_id"] = user, ["command"] = command, ["text"] = text, ["trigger_id"] = Slack.NewTrigger(),
        };
        return BringAsync("commands", "slash_commands", JObject.FromObject(fields), true, () => Form(fields));
    }

    /// <summary>Somebody presses a button of a message, named by its label or by the option of a menu.</summary>
    public Task<JObject?> PressAsync(JObject message, string label, string user = Alex, JObject? state = null) => InteractAsync(new JObject
    {
        ["type"] = "block_actions", ["user"] = User(user), ["trigger_id"] = Slack.NewTrigger(),
        ["container"] = new JObject { ["type"] = "message", ["message_ts"] = message["ts"], ["channel_id"] = message["channel"] },
        ["channel"] = new JObject { ["id"] = message["channel"] }, ["message"] = message, ["actions"] = new JArray(Pressed(message, label)), ["state"] = new JObject { ["values"] = state ?? [] },
    });

    /// <summary>Somebody presses a button of a view.</summary>
    public Task<JObject?> PressInViewAsync(JObject view, string label, string user = Alex) => InteractAsync(new JObject
    {
        ["type"] = "block_actions", ["user"] = User(user), ["trigger_id"] = Slack.NewTrigger(),
        ["container"] = new JObject { ["type"] = "view", ["view_id"] = view["id"] }, ["view"] = view.DeepClone(), ["actions"] = new JArray(Pressed(view, label)),
    });

    /// <summary>Somebody sends a view, its fields filled in.</summary>
    public Task<JObject?> SubmitAsync(JObject view, string user = Alex, params (string Field, string Value)[] fields)
    {
        var sent = (JObject)view.DeepClone();
        sent["state"] = new JObject { ["values"] = new JObject(fields.Select(f => new JProperty(f.Field, new JObject { [f.Field] = new JObject { ["type"] = "plain_text_input", ["value"] = f.Value } }))) };
        return InteractAsync(new JObject { ["type"] = "view_submission", ["user"] = User(user), ["trigger_id"] = Slack.NewTrigger(), ["view"] = sent });
    }

    public Task<JObject?> ShortcutAsync(string words, string user = Alex) => InteractAsync(new JObject
    {
        ["type"] = "message_action", ["callback_id"] = "deescalate", ["user"] = User(user), ["trigger_id"] = Slack.NewTrigger(),
        ["channel"] = new JObject { ["id"] = "C0ROOM" }, ["message"] = new JObject { ["ts"] = "1.2", ["text"] = words, ["user"] = Maria },
    });

    public Task<JObject?> InteractAsync(JObject payload)
    {
        payload["team"] ??= new JObject { ["id"] = FakeSlack.Team };
        return BringAsync("interactions", "interactive", payload, (string?)payload["type"] is "view_submission" or "block_suggestion", () => Form(new() { ["payload"] = payload.ToString(Formatting.None) }));
    }

    private static JObject User(string id) => new() { ["id"] = id, ["team_id"] = FakeSlack.Team };

    private async Task<JObject?> BringAsync(string where, string type, JObject payload, bool acceptsAnswer, Func<string> body)
    {
        if (Door == SlackDoor.Socket) return await Slack.Socket.BringAsync(type, (JObject)payload.DeepClone(), acceptsAnswer);
        var answer = await PostAsync(where, body());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync() is { Length: > 0 } text ? JObject.Parse(text) : null;
    }

    public async Task<HttpResponseMessage> PostAsync(string where, string body, Action<HttpRequestMessage>? change = null)
    {
        var timestamp = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/" + where) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.TryAddWithoutValidation(SlackSignature.TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SlackSignature.Header, new SlackSignature(Secret).Of(timestamp, Encoding.UTF8.GetBytes(body)));
        change?.Invoke(request);
        return await _client!.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client!.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client!.SendAsync(request);

    public async Task<T> QueryAsync<T>(Func<ClientBotDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<ClientBotDb>());
    }

    /// <summary>Everything received was heard, and everything said is delivered.</summary>
    public Task SettledAsync() => UntilAsync(() => QueryAsync(async db =>
        !await db.Set<InboxEntry>().AnyAsync(e => e.DueAt != null) && !await db.Set<OutboxEntry>().AnyAsync(e => e.DoneAt == null)), "something still waits");

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException($"{what}: {string.Join('\n', Logs.Lines)}");
            await Task.Delay(10);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(Slack.Socket.Complaints);
        if (_ownsSlack) await Slack.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (name, value) in _database.Settings.Concat(Settings(Slack.Url, Door)).Concat(_more)) builder.UseSetting(name, value);
        builder.ConfigureLogging(l => l.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            _configure?.Invoke(services);
        });
    }

    private static string Form(Dictionary<string, string?> fields) => string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value ?? "")}"));

    private static JObject Pressed(JObject message, string label)
    {
        foreach (var element in message["blocks"]!.SelectMany(b => (JArray?)b["elements"] ?? []).OfType<JObject>())
        {
            if ((string?)element.SelectToken("text.text") == label) return new JObject { ["type"] = "button", ["action_id"] = element["action_id"], ["value"] = element["value"] };
            if ((element["options"] as JArray)?.FirstOrDefault(o => (string?)o.SelectToken("text.text") == label) is { } option)
                return new JObject { ["type"] = element["type"], ["action_id"] = element["action_id"], ["selected_option"] = option };
        }

        throw new InvalidOperationException($"No button {label} on {message["blocks"]}");
    }
}

/// <summary>The two ways in which Slack delivers.</summary>
public enum SlackDoor
{
    Http,
    Socket,
}
