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

    private SlackStage(TestDatabase database, FakeSlack slack) => (_database, Slack) = (database, slack);

    public FakeSlack Slack { get; }

    public ListLogger Logs { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public static async Task<SlackStage> StartAsync()
    {
        var stage = new SlackStage(await TestDatabase.SqliteAsync(), await FakeSlack.StartAsync());
        stage.Slack.Clock = stage.Clock;
        stage._client = stage.CreateClient();
        return stage;
    }

    public static Dictionary<string, string?> Settings(string api) => new()
    {
        ["Slack:SigningSecret"] = Secret, ["Slack:Workspaces:0:BotToken"] = FakeSlack.Token, ["Slack:ApiBaseUrl"] = api,
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

    public string NextId() => "Ev" + Interlocked.Increment(ref _said).ToString(CultureInfo.InvariantCulture);

    public async Task SaysAsync(string text, string user = Alex) => Assert.Equal(HttpStatusCode.OK, (await PostAsync("events", Event(Message(user, text), NextId()).ToString(Formatting.None))).StatusCode);

    public Task<HttpResponseMessage> CommandAsync(string command, string text, string channel = "C0ROOM", string user = Alex) => PostAsync("commands", Form(new()
    {
        ["team_id"] = FakeSlack.Team, ["channel_id"] = channel, ["user_id"] = user, ["command"] = command, ["text"] = text, ["trigger_id"] = Slack.NewTrigger(),
    }));

    /// <summary>Somebody presses a button of a message, named by its label or by the option of a menu.</summary>
    public Task<HttpResponseMessage> PressAsync(JObject message, string label, string user = Alex, JObject? state = null) => InteractAsync(new JObject
    {
        ["type"] = "block_actions", ["user"] = new JObject { ["id"] = user, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = Slack.NewTrigger(),
        ["container"] = new JObject { ["type"] = "message", ["message_ts"] = message["ts"], ["channel_id"] = message["channel"] },
        ["channel"] = new JObject { ["id"] = message["channel"] }, ["message"] = message, ["actions"] = new JArray(Pressed(message, label)), ["state"] = new JObject { ["values"] = state ?? [] },
    });

    public Task<HttpResponseMessage> InteractAsync(JObject payload)
    {
        payload["team"] = new JObject { ["id"] = FakeSlack.Team };
        return PostAsync("interactions", Form(new() { ["payload"] = payload.ToString(Formatting.None) }));
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
        await Slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (name, value) in _database.Settings.Concat(Settings(Slack.Url))) builder.UseSetting(name, value);
        builder.ConfigureLogging(l => l.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
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
