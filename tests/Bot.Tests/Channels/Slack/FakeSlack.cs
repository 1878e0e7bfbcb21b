using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>
/// Slack's Web API as a server of its own: it checks tokens, arguments, blocks and the age of triggers, keeps messages
/// and views, and refuses as Slack does.
/// </summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    public const string Team = "T0TEAM", Bot = "U0BOT", Token = "xoxb-test-1", AppToken = "xapp-test-1";

    // What an app may do is what the manifest that people install asks for.
    private static readonly HashSet<string> Granted = [.. Manifest("bot:")];

    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["users.info"] = "users:read", ["users.lookupByEmail"] = "users:read.email", ["conversations.open"] = "im:write", ["chat.postMessage"] = "chat:write", ["chat.postEphemeral"] = "chat:write",
        ["chat.update"] = "chat:write", ["chat.delete"] = "chat:write", ["conversations.info"] = "channels:read", ["conversations.members"] = "channels:read", ["team.info"] = "team:read",
    };

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _triggers = new();
    private int _counter;

    private FakeSlack(WebApplication server) => _server = server;

    public ConcurrentQueue<SlackCall> Calls { get; } = new();

    /// <summary>What each conversation shows, oldest first.</summary>
    public ConcurrentDictionary<string, JObject> Messages { get; } = new();

    public ConcurrentDictionary<string, JObject> Views { get; } = new();

    /// <summary>The home tabs, by user.</summary>
    public ConcurrentDictionary<string, JObject> Homes { get; } = new();

    public FakeSocket Socket { get; } = new();

    /// <summary>Whether its channels are shared with another organisation.</summary>
    public bool IsShared { get; set; }

    /// <summary>E-mail addresses by user; others have none.</summary>
    public Dictionary<string, string> Emails { get; } = [];

    public HashSet<string> Guests { get; } = [];

    /// <summary>Answers the next calls; null leaves it to the server. A status, and Retry-After in seconds.</summary>
    public Func<SlackCall, (int Status, int RetryAfter, string Body)?>? Fault { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string Url => _server.Urls.First() + "/api/";

    public Dictionary<string, string> Names { get; } = new() { ["U0ALEX"] = "Alex Kim", ["U0MARIA"] = "Maria Lopez", [Bot] = "ClientBot" };

    public static async Task<FakeSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var slack = new FakeSlack(server);
        server.UseWebSockets();
        server.Map("/link", slack.Socket.ServeAsync);
        server.Map("/api/{method}", slack.AnswerAsync);
        await server.StartAsync();
        return slack;
    }

    /// <summary>A trigger, as an interaction carries one.</summary>
    public string NewTrigger()
    {
        var trigger = "trigger." + Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture);
        _triggers[trigger] = Clock.GetUtcNow();
        return trigger;
    }

    public IReadOnlyList<JObject> In(string conversation) => [.. Messages.Values.Where(m => (string?)m["channel"] == conversation).OrderBy(m => (string?)m["ts"], StringComparer.Ordinal)];

    public static string ChatOf(string user) => "D" + user[1..];

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var arguments = http.Request.HasFormContentType || http.Request.ContentType?.StartsWith("application/x-www-form", StringComparison.Ordinal) == true
            ? new JObject(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(text).Select(p => new JProperty(p.Key, p.Value.ToString())))
            : text.Length > 0 ? JsonConvert.DeserializeObject<JObject>(text, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })! : [];
        var call = new SlackCall(http.Request.Path.Value!.Split('/')[^1], arguments, http.Request.Headers.Authorization.ToString());
        Calls.Enqueue(call);
        if (Fault?.Invoke(call) is var (status, wait, body))
        {
            if (status == 0)
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = status;
            if (wait > 0) http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await http.Response.WriteAsync(body);
            return;
        }

        var answer = call.Token switch
        {
            "Bearer " + AppToken when call.Method == "apps.connections.open" => new JObject { ["ok"] = true, ["url"] = Socket.NewAddress(new Uri(Url).Authority) },
            "Bearer " + Token when call.Method == "apps.connections.open" => Refuse("not_allowed_token_type"),
            "Bearer " + Token => Scopes.TryGetValue(call.Method, out var scope) && !Granted.Contains(scope) ? Refuse("missing_scope") : Do(call),
            _ => Refuse("invalid_auth"),
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToString(Formatting.None));
    }

    private JObject Do(SlackCall call) => call.Method switch
    {
        "auth.test" => new JObject { ["ok"] = true, ["team_id"] = Team, ["user_id"] = Bot, ["bot_id"] = "B0BOT" },
        "users.info" => Names.TryGetValue((string?)call.Arguments["user"] ?? "", out var name)
            ? new JObject { ["ok"] = true, ["user"] = new JObject { ["id"] = call.Arguments["user"], ["team_id"] = Team, ["is_restricted"] = Guests.Contains((string)call.Arguments["user"]!), ["tz"] = "Europe/Berlin", ["profile"] = Profile((string)call.Arguments["user"]!, name) } } : Refuse("user_not_found"),
        "conversations.info" => new JObject { ["ok"] = true, ["channel"] = new JObject { ["id"] = call.Arguments["channel"], ["is_ext_shared"] = IsShared } },
        "conversations.members" => new JObject { ["ok"] = true, ["members"] = new JArray(Names.Keys), ["response_metadata"] = new JObject { ["next_cursor"] = "" } },
        "conversations.open" => Names.ContainsKey((string?)call.Arguments["users"] ?? "")
            ? new JObject { ["ok"] = true, ["channel"] = new JObject { ["id"] = ChatOf((string)call.Arguments["users"]!) } } : Refuse("user_not_found"),
        "chat.postMessage" => Post(call.Arguments),
        "chat.postEphemeral" => call.Arguments["user"] is null ? Refuse("invalid_arguments") : FaultIn(call.Arguments) ?? new JObject { ["ok"] = true, ["message_ts"] = NextTimestamp() },
        "chat.update" => FaultIn(call.Arguments) ?? Change(call.Arguments),
        "chat.delete" => Messages.TryRemove((string?)call.Arguments["ts"] ?? "", out _) ? new JObject { ["ok"] = true } : Refuse("message_not_found"),
        "views.open" or "views.push" => Open(call.Arguments),
        "views.publish" => Publish(call.Arguments),
        "views.update" => View(call.Arguments, (string?)call.Arguments["view_id"]),
        _ => Refuse("unknown_method"),
    };

    private JObject Post(JObject message)
    {
        if (FaultIn(message) is { } fault) return fault;
        var ts = NextTimestamp();
        message["ts"] = ts;
        Messages[ts] = message;
        return new JObject { ["ok"] = true, ["channel"] = message["channel"], ["ts"] = ts };
    }

    private JObject Change(JObject message)
    {
        if (!Messages.ContainsKey((string?)message["ts"] ?? "")) return Refuse("message_not_found");
        Messages[(string)message["ts"]!] = message;
        return new JObject { ["ok"] = true, ["channel"] = message["channel"], ["ts"] = message["ts"] };
    }

    private JObject Open(JObject arguments)
    {
        if (!_triggers.TryRemove((string?)arguments["trigger_id"] ?? "", out var since)) return Refuse("exchanged_trigger_id");
        return Clock.GetUtcNow() - since > TimeSpan.FromSeconds(3) ? Refuse("expired_trigger_id") : View(arguments, null);
    }

    private JObject Publish(JObject arguments)
    {
        if (arguments["view"] is not JObject view || BlockCheck.FaultsInHome(view).Count > 0) return Refuse("invalid_arguments");
        if (!Names.ContainsKey((string?)arguments["user_id"] ?? "")) return Refuse("user_not_found");
        Homes[(string)arguments["user_id"]!] = view;
        return new JObject { ["ok"] = true, ["view"] = view };
    }

    private JObject Profile(string user, string name)
    {
        var profile = new JObject { ["real_name"] = name };
        if (Emails.TryGetValue(user, out var email) && Granted.Contains("users:read.email")) profile["email"] = email;
        return profile;
    }

    private static IEnumerable<string> Manifest(string list) => File.ReadLines(Path.Combine(Lint.Repository.Root, "deploy/slack/manifest.yaml"))
        .SkipWhile(l => l.Trim() != list).Skip(1).TakeWhile(l => l.TrimStart().StartsWith("- ", StringComparison.Ordinal)).Select(l => l.Trim()[2..].Split('#')[0].Trim());

    private JObject View(JObject arguments, string? id)
    {
        if (arguments["view"] is not JObject view || BlockCheck.FaultsInView(view).Count > 0) return Refuse("invalid_arguments");
        if (id is not null && !Views.ContainsKey(id)) return Refuse("not_found");
        id ??= "V" + Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture);
        view["id"] = id;
        Views[id] = view;
        return new JObject { ["ok"] = true, ["view"] = view };
    }

    private static JObject? FaultIn(JObject message) =>
        (string?)message["channel"] is not { Length: > 1 } ? Refuse("channel_not_found")
        : string.IsNullOrEmpty((string?)message["text"]) ? Refuse("no_text")
        : ((string)message["text"]!).Length > 4000 ? Refuse("msg_too_long")
        : message["blocks"] is JArray blocks && BlockCheck.FaultsInMessage(blocks).Count > 0 ? Refuse("invalid_blocks")
        : null;

    private string NextTimestamp() => string.Create(CultureInfo.InvariantCulture, $"1700000000.{Interlocked.Increment(ref _counter):000000}");

    private static JObject Refuse(string error) => new() { ["ok"] = false, ["error"] = error };
}

/// <summary>One call that the bot made.</summary>
internal sealed record SlackCall(string Method, JObject Arguments, string Token);
