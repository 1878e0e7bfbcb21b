using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// One WebSocket of Socket Mode, from Slack's hello to its end. What it brings is acknowledged after it was taken in, and
/// side by side: a form that takes its two seconds holds up nothing. What could not be taken in is not acknowledged, and
/// Slack brings it again.
/// </summary>
internal sealed class SlackConnection : IAsyncDisposable
{
    /// <summary>Without a byte for so long, pings included, the line is dead. Slack pings every few seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private const int LargestFrame = 1024 * 1024, MostAtOnce = 64;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Ping = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromSeconds(10), Parting = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _invoker;
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _sending = new(1), _room = new(MostAtOnce);
    private readonly ConcurrentDictionary<Task, bool> _answering = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<JObject, Task<JObject?>> _take;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private Task _running = Task.CompletedTask;
    private long _heard;
    private volatile bool _leaving;

    private SlackConnection(Func<JObject, Task<JObject?>> take, TimeProvider clock, ILogger log)
    {
        (_take, _clock, _log) = (take, clock, log);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new HeardStream(context.PlaintextStream, Heard)) });
        _socket.Options.KeepAliveInterval = Ping;
        Heard();
    }

    /// <summary>Completes with the reason once another connection is wanted: Slack said so in advance, or this one is over.</summary>
    public Task<string> Ending => _ending.Task;

    /// <summary>Connects, and returns once Slack said hello.</summary>
    /// <param name="address">What apps.connections.open gave; it serves once.</param>
    /// <param name="take">Takes in an envelope. Returns what the acknowledgement is to carry, or null; what throws is not acknowledged.</param>
    /// <param name="clock">Measures silence.</param>
    /// <param name="log">Hears of what could not be taken in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SlackConnection> OpenAsync(Uri address, Func<JObject, Task<JObject?>> take, TimeProvider clock, ILogger log, CancellationToken cancellationToken)
    {
        var connection = new SlackConnection(take, clock, log);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            await connection._socket.ConnectAsync(address, connection._invoker, patience.Token);
            connection._running = Task.WhenAll(connection.ReadAsync(), connection.WatchAsync());
            await Task.WhenAny(connection._hello.Task, connection._ending.Task).WaitAsync(patience.Token);
            return connection._hello.Task.IsCompletedSuccessfully ? connection : throw new WebSocketException("ended before hello");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says goodbye once what was brought is answered. Slack brings the rest over another connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _leaving = true;
        using var limit = new CancellationTokenSource(Parting);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await Task.WhenAll(_answering.Keys).WaitAsync(limit.Token);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                await _running.WaitAsync(limit.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone already, or doesn't care for manners.
        }

        await _over.CancelAsync();
        _socket.Abort();
        await _running;
        await Task.WhenAll(_answering.Keys);
        _socket.Dispose();
        _invoker.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await NextAsync() is { } frame) await TakeAsync(frame);
            _ending.TrySetResult("closed");
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            _ending.TrySetResult(_over.IsCancellationRequested ? "silent" : "broken");
        }
        finally
        {
            await _over.CancelAsync();
        }
    }

    private async Task WatchAsync()
    {
        using var look = new PeriodicTimer(Look, _clock);
        try
        {
            while (await look.WaitForNextTickAsync(_over.Token))
                if (_clock.GetUtcNow().UtcTicks - Interlocked.Read(ref _heard) > Silence.Ticks) await _over.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // It is over, whoever said so.
        }
    }

    private async Task<string?> NextAsync()
    {
        var buffer = new byte[16 * 1024];
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _over.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            if (frame.Length + part.Count > LargestFrame) throw new WebSocketException("a frame beyond all measure");
            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length);
        }
    }

    private async Task TakeAsync(string frame)
    {
        if (Read(frame) is not { } envelope) return;
        switch (envelope.Text("type"))
        {
            case "hello":
                _hello.TrySetResult();
                break;
            case "disconnect":
                _ending.TrySetResult(envelope.Text("reason") ?? "disconnect");
                break;
            case not null when !_leaving:
                await _room.WaitAsync(_over.Token);
                var answering = AnswerAsync(envelope);
                _answering[answering] = true;
                _ = answering.ContinueWith(t => _answering.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                break;
        }
    }

    private async Task AnswerAsync(JObject envelope)
    {
        try
        {
            if (envelope.Text("envelope_id") is not { } id) return;
            var answer = await _take(envelope);
            var acknowledgement = new JObject { ["envelope_id"] = id };
            if (answer is not null && envelope.IsTrue("accepts_response_payload")) acknowledgement["payload"] = answer;
            await SendAsync(acknowledgement.ToString(Formatting.None));
        }
#pragma warning disable CA1031 // One envelope that can't be taken in must not end the line; it stays unacknowledged, and Slack brings it again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_over.IsCancellationRequested) Log.EnvelopeFailed(_log, e);
        }
        finally
        {
            _room.Release();
        }
    }

    // A WebSocket takes one message at a time.
    private async Task SendAsync(string text)
    {
        await _sending.WaitAsync(_over.Token);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _over.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private JObject? Read(string frame)
    {
        try
        {
            return SlackJson.Read(frame);
        }
        catch (JsonException e)
        {
            Log.EnvelopeFailed(_log, e);
            return null;
        }
    }

    private void Heard() => Interlocked.Exchange(ref _heard, _clock.GetUtcNow().UtcTicks);
}
