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
    private readonly ConcurrentDictionary<(string Conversation, string Title, string Words), string> _lost = new();
    private readonly ConcurrentDictionary<string, string> _about = new();
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
        app.MapGet("/v3/conversations/{conversation}/pagedmembers", () => Results.Json(new { members = new[] { new { userRole = "user" } } }));
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
            case Fault.RequestLost:
                http.Abort();
                return;
        }

        var id = Keep(conversation, activity, body.GetBuffer().AsMemory(0, (int)body.Length), at, fault);
        if (fault == Fault.AnswerLost) http.Abort();
        else if (id is null) await RefuseAsync(http, 404, "ActivityNotFoundInConversation");
        else await http.Response.WriteAsJsonAsync(new { id });
    }

    // Null: the message to change is not there any more.
    private string? Keep(string conversation, string? activity, ReadOnlyMemory<byte> body, DateTimeOffset at, Fault fault)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.GetProperty("type").GetString() != "message") return "typing";
        var id = activity ?? "sent-" + Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var card = Card.In(json.RootElement);
        var chat = _chats.GetOrAdd(conversation, _ => []);
        lock (chat)
        {
            if (activity is null) chat.Add(new Seen(id, card.Help ?? _lost.GetValueOrDefault((conversation, card.Title, card.Words)), card));
            else if (!Change(chat, conversation, new Seen(id, card.Help, card), fault == Fault.Gone)) return null;
        }

        var key = $"{conversation}|{activity}|{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body.Span))}";
        All.Enqueue(new Taken(conversation, activity is null, key, card, at, fault == Fault.AnswerLost));
        return id;
    }

    // A card without buttons doesn't say what it is about: the message that it changes does. Where that one was deleted,
    // the same card comes anew, and is about the same.
    private bool Change(List<Seen> chat, string conversation, Seen to, bool delete)
    {
        var index = chat.FindIndex(s => s.Id == to.Id);
        var about = to.Help ?? (index < 0 ? _about.GetValueOrDefault(to.Id) : chat[index].Help);
        if (index >= 0 && !delete)
        {
            chat[index] = to with { Help = about };
            return true;
        }

        if (index >= 0) chat.RemoveAt(index);
        if (about is null) return false;
        _about[to.Id] = about;
        _lost[(conversation, to.Card.Title, to.Card.Words)] = about;
        return false;
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
