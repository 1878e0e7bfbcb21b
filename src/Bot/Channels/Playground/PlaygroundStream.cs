using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace ClientBot.Channels.Playground;

/// <summary>The WebSocket: everything that happens in the three conversations, one JSON event a message. The page sends nothing on it.</summary>
internal sealed class PlaygroundStream(
    PlaygroundListeners listeners, PlaygroundTranscripts transcripts, PlaygroundWelcome welcome, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "This address speaks WebSocket only.");
            return;
        }

        if (listeners.Join(PlaygroundJson.Write(new { type = "hello", run = transcripts.Run })) is not { } listener)
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Too many pages of the playground are open. Close some.");
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            // An open socket would hold up the stop of the program for half a minute.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            var left = UntilLeftAsync(socket, end);
            await Task.WhenAll(welcome.OnceAsync(CancellationToken.None), SendAsync(socket, listener.Reader, end.Token));
            await CloseAsync(socket);
            await left;
        }
        finally
        {
            listeners.Leave(listener);
        }
    }

    private static async Task SendAsync(WebSocket socket, ChannelReader<string> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var json in events.ReadAllAsync(cancellationToken))
                await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page left, or the program stops: both are ends like any other.
        }
    }

    // Whatever comes in, a close or a word, ends it: the page has nothing to say here.
    private static async Task UntilLeftAsync(WebSocket socket, CancellationTokenSource end)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut off without a goodbye, by the page or by us.
        }

        await end.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "the page is behind, or the program stops", limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // It is gone already.
        }
        finally
        {
            socket.Abort();
        }
    }
}
