using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>
/// Socket Mode's other side: addresses that serve once, hello, envelopes to any one connection, three seconds for each
/// acknowledgement and another delivery after that. What an app may not do is kept in <see cref="Complaints"/>.
/// </summary>
internal sealed class FakeSocket
{
    private const int MostConnections = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly ConcurrentDictionary<string, Envelope> _open = new();
    private readonly ConcurrentDictionary<int, WebSocket> _lines = new();
    private int _counter;

    /// <summary>Every frame or step that Slack's own server would refuse.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public int Connections => _lines.Count;

    /// <summary>How many connections there have been.</summary>
    public int Opened { get; private set; }

    /// <summary>True: whoever connects is told nothing, not even hello.</summary>
    public bool IsMute { get; set; }

    public string NewAddress(string host)
    {
        var ticket = Next("ticket");
        _tickets[ticket] = true;
        return $"ws://{host}/link/?ticket={ticket}";
    }

    public async Task ServeAsync(HttpContext http)
    {
        if (!_tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _) || _lines.Count >= MostConnections)
        {
            Complaints.Enqueue("an address that served already");
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var line = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromMinutes(1) });
        var number = Interlocked.Increment(ref _counter);
        if (!IsMute) await SendAsync(line, new JObject { ["type"] = "hello", ["num_connections"] = _lines.Count + 1, ["connection_info"] = new JObject { ["app_id"] = "A0APP" } });
        _lines[number] = line;
        Opened++;
        try
        {
            while (await NextAsync(line) is { } frame) Acknowledge(frame);
            await line.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // The app went, or a test cut the line.
        }
        finally
        {
            _lines.TryRemove(number, out _);
        }
    }

    /// <summary>Delivers over any connection, again where no acknowledgement came in time, and returns what the acknowledgement carried.</summary>
    public async Task<JObject?> BringAsync(string type, JObject payload, bool acceptsPayload)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await OnceAsync(type, payload, acceptsPayload, attempt) is { } acknowledged) return acknowledged["payload"] as JObject;
        }

        throw new TimeoutException($"{type} was never acknowledged");
    }

    /// <summary>One delivery; null where nobody acknowledged it in time.</summary>
    public async Task<JObject?> OnceAsync(string type, JObject payload, bool acceptsPayload, int attempt = 0)
    {
        var envelope = new Envelope(Next("envelope"), acceptsPayload, new TaskCompletionSource<JObject>(TaskCreationOptions.RunContinuationsAsynchronously));
        _open[envelope.Id] = envelope;
        var frame = new JObject { ["envelope_id"] = envelope.Id, ["type"] = type, ["payload"] = payload, ["accepts_response_payload"] = acceptsPayload };
        if (attempt > 0) (frame["retry_attempt"], frame["retry_reason"]) = (attempt, "timeout");
        await SendAsync(await AnyAsync(), frame);
        try
        {
            return await envelope.Acknowledged.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _open.TryRemove(envelope.Id, out _);
            return null;
        }
    }

    /// <summary>Says that the oldest connection will end.</summary>
    public Task WarnAsync(string reason) => SendAsync(_lines.MinBy(l => l.Key).Value, new JObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JObject { ["host"] = "fake" } });

    public Task SayAsync(string frame) => SendAsync(_lines.MinBy(l => l.Key).Value, frame);

    /// <summary>Cuts every line without a word.</summary>
    public void Cut()
    {
        foreach (var (number, line) in _lines)
        {
            _lines.TryRemove(number, out _);
            line.Abort();
        }
    }

    private async Task<WebSocket> AnyAsync()
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (_lines.IsEmpty)
        {
            if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException("nobody is connected");
            await Task.Delay(10);
        }

        var lines = _lines.Values.ToList();
        return lines[Interlocked.Increment(ref _counter) % lines.Count];
    }

    private void Acknowledge(string text)
    {
        var frame = JsonConvert.DeserializeObject<JObject>(text)!;
        if (frame.Properties().Any(p => p.Name is not ("envelope_id" or "payload"))) Complaints.Enqueue("not an acknowledgement: " + text);
        else if (!_open.TryRemove((string?)frame["envelope_id"] ?? "", out var envelope)) Complaints.Enqueue("acknowledged what was not brought, or too late");
        else if (frame["payload"] is not null && !envelope.AcceptsPayload) Complaints.Enqueue("a payload where none is taken");
        else envelope.Acknowledged.TrySetResult(frame);
    }

    private string Next(string what) => $"{what}-{Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture)}";

    private static Task SendAsync(WebSocket line, JObject frame) => SendAsync(line, frame.ToString(Formatting.None));

    private static async Task SendAsync(WebSocket line, string frame)
    {
        // Slack writes as it pleases, and a WebSocket takes one message at a time.
        await Writing.WaitAsync();
        try
        {
            await line.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, default);
        }
        finally
        {
            Writing.Release();
        }
    }

    private static readonly SemaphoreSlim Writing = new(1);

    private static async Task<string?> NextAsync(WebSocket line)
    {
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await line.ReceiveAsync(buffer.AsMemory(), default);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(frame.ToArray());
        }
    }

    private sealed record Envelope(string Id, bool AcceptsPayload, TaskCompletionSource<JObject> Acknowledged);
}
