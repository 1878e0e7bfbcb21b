using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientBot.Soak;

/// <summary>
/// Teams' side of escalations: keeps every message as a reader would see it now, and everything that was ever taken, with
/// the time. Some people have blocked the bot (403); with <see cref="Faults"/> it fails in every other way too.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Faults? _faults;
    private readonly ConcurrentDictionary<string, List<Seen>> _chats = new();
    private readonly ConcurrentDictionary<Fault, int> _served = new();
    private int _ids;

    private Platform(WebApplication app, Faults? faults) => (_app, _faults) = (app, faults);

    public string Url { get; private set; } = "";

    /// <summary>Everything that was taken, in order.</summary>
    public ConcurrentQueue<Taken> All { get; } = new();

    /// <summary>Conversations whose people have blocked the bot.</summary>
    public ConcurrentDictionary<string, bool> Closed { get; } = new();

    public string FaultsServed => string.Join(", ", _served.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}"));

    public static async Task<Platform> StartAsync(Faults? faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var platform = new Platform(app, faults);
        app.MapPost("/v3/conversations", platform.OpenAsync);
        app.MapPost("/v3/conversations/{conversation}/activities", (HttpContext http, string conversation) => platform.TakeAsync(http, conversation, null));
        app.MapPut("/v3/conversations/{conversation}/activities/{activity}", platform.TakeAsync);
        await app.StartAsync();
        platform.Url = app.Urls.First() + "/";
        return platform;
    }

    /// <summary>The messages of a chat as they stand now, oldest first.</summary>
    public IReadOnlyList<Seen> Chat(Somebody who)
    {
        if (!_chats.TryGetValue(who.Chat, out var chat)) return [];
        lock (chat) return [.. chat];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task OpenAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        var chat = "a:" + body["members"]![0]!["id"]!.GetValue<string>()[3..];
        if (Closed.ContainsKey(chat)) await RefuseAsync(http, 403, "ConversationBlockedByUser");
        else await http.Response.WriteAsJsonAsync(new { id = chat });
    }

    private async Task TakeAsync(HttpContext http, string conversation, string? activity)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var at = TimeProvider.System.GetUtcNow();
        if (Closed.ContainsKey(conversation))
        {
            await RefuseAsync(http, 403, "MessageWritesBlocked");
            return;
        }

        var fault = _faults?.Next(activity is not null) ?? Fault.None;
        if (fault != Fault.None) _served.AddOrUpdate(fault, 1, (_, n) => n + 1);
        switch (fault)
        {
            case Fault.Busy:
                http.Response.Headers.RetryAfter = "1";
                await RefuseAsync(http, 429, "TooManyRequests");
                return;
            case Fault.Broken:
                await RefuseAsync(http, 500, "InternalServerError");
                return;
            case Fault.Gone:
                await RefuseAsync(http, 404, "ActivityNotFoundInConversation");
                return;
            case Fault.RequestLost:
                http.Abort();
                return;
        }

        var id = Keep(conversation, activity, body.GetBuffer().AsMemory(0, (int)body.Length), at, fault == Fault.AnswerLost);
        if (fault == Fault.AnswerLost) http.Abort();
        else await http.Response.WriteAsJsonAsync(new { id });
    }

    private string Keep(string conversation, string? activity, ReadOnlyMemory<byte> body, DateTimeOffset at, bool answerLost)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.GetProperty("type").GetString() != "message") return "typing";
        var id = activity ?? "sent-" + Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var card = Card.In(json.RootElement);
        var chat = _chats.GetOrAdd(conversation, _ => []);
        lock (chat)
        {
            var index = chat.FindIndex(s => s.Id == id);
            if (index < 0) chat.Add(new Seen(id, card.Help, card));
            else chat[index] = new Seen(id, chat[index].Help ?? card.Help, card);
        }

        var key = $"{conversation}|{activity}|{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body.Span))}";
        All.Enqueue(new Taken(conversation, activity is null, key, card, at, answerLost));
        return id;
    }

    private static Task RefuseAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { code, message = code } });
    }
}

/// <summary>A message as a reader sees it now. <paramref name="Help"/>: the escalation that it shows, or null.</summary>
internal sealed record Seen(string Id, string? Help, Card Card);

/// <summary>A message that the platform took: posted new, or changing one that was there. The same <paramref name="Key"/> is the same message sent again.</summary>
internal sealed record Taken(string Conversation, bool IsNew, string Key, Card Card, DateTimeOffset At, bool AnswerLost);
