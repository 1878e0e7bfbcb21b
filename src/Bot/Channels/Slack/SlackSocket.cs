using System.Net.WebSockets;
using ClientBot.Delivery;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Receives over Socket Mode, for whom Slack can't call: holds one connection, and opens the next before Slack ends it.
/// Its traffic isn't signed: who holds the app-level token asked for it. Several instances may each hold one; Slack gives
/// an envelope to any, and the inbox knows it again.
/// </summary>
internal sealed class SlackSocket(SlackApi api, SlackInbound inbound, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackSocket> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(1), Refused = TimeSpan.FromMinutes(5), Steady = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromSeconds(5);

    private SlackAnswer? _asked;
    private SlackConnection? _connection;
    private DateTimeOffset _since;

    /// <summary>For how long there has been no connection; null while there is one, or where none is wanted.</summary>
    public TimeSpan? Without => !IsOn || _connection is { Ending.IsCompleted: false } ? null : clock.GetUtcNow() - _since;

    private bool IsOn => !string.IsNullOrWhiteSpace(options.Value.AppToken);

    /// <summary>A token that Slack refuses stops the start; a Slack that can't be reached doesn't.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _since = clock.GetUtcNow();
        if (IsOn)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            _asked = await AskAsync(patience.Token);
            if (_asked.IsLost) throw new OptionsValidationException(SlackOptions.Section, typeof(SlackOptions), [
                $"Slack:AppToken was refused by Slack ({_asked.Code}); make an app-level token with connections:write on the app's page (Basic Information) and set that."]);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_connection is { } connection) await connection.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn) return;
        var failures = 0;
        try
        {
            while (true)
            {
                var begun = clock.GetUtcNow();
                var wait = await OpenAsync(failures, stoppingToken) ?? await HoldAsync(stoppingToken);
                // A line that ends as soon as it stands is no line: nobody is asked for the next at once.
                failures = clock.GetUtcNow() - begun > Steady ? 0 : failures + 1;
                if (failures > 1 || wait > TimeSpan.Zero) await Task.Delay(wait > TimeSpan.Zero ? wait : BackoffAfter(failures), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The connection is closed by StopAsync.
        }
    }

    /// <summary>Null: it stands, and the one before it is let go. Else how long to wait before the next attempt.</summary>
    private async Task<TimeSpan?> OpenAsync(int failures, CancellationToken stoppingToken)
    {
        var answer = Interlocked.Exchange(ref _asked, null) ?? await AskAsync(stoppingToken);
        stoppingToken.ThrowIfCancellationRequested();
        if (!answer.IsOk || AddressIn(answer) is not { } address)
        {
            if (answer.IsLost)
            {
                Log.SocketRefused(log, answer.Code);
                return Refused;
            }

            return Later(answer.Code, answer.RetryAfter, failures);
        }

        try
        {
            var next = await SlackConnection.OpenAsync(address, TakeAsync, clock, log, stoppingToken);
            (var before, _connection) = (_connection, next);
            Log.Connected(log);
            if (before is not null) await before.DisposeAsync();
            return null;
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
            return Later(e.GetType().Name, null, failures);
        }
    }

    // The address serves for one connection.
    private Task<SlackAnswer> AskAsync(CancellationToken cancellationToken) => api.CallAsync(options.Value.AppToken.Trim(), "apps.connections.open", new JObject(), cancellationToken);

    private async Task<TimeSpan> HoldAsync(CancellationToken stoppingToken)
    {
        var reason = await _connection!.Ending.WaitAsync(stoppingToken);
        _since = clock.GetUtcNow();
        if (reason == "link_disabled")
        {
            Log.SocketRefused(log, reason);
            return Refused;
        }

        Log.Disconnected(log, reason);
        return TimeSpan.Zero;
    }

    private TimeSpan Later(string reason, TimeSpan? asked, int failures)
    {
        var wait = asked ?? BackoffAfter(failures + 1);
        Log.NotConnected(log, reason, wait);
        return wait;
    }

    // With a share of chance, so that not all who lost their line at once come back at once.
    private static TimeSpan BackoffAfter(int failures)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 10));
        return (wait < Longest ? wait : Longest) * (0.75 + (Random.Shared.NextDouble() / 2));
    }

    // In plain text only within this machine, as for the Web API.
    private static Uri? AddressIn(SlackAnswer answer) =>
        Uri.TryCreate(answer.Text("url"), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeWss || (address.Scheme == Uri.UriSchemeWs && address.IsLoopback)) ? address : null;

    private async Task<JObject?> TakeAsync(JObject envelope)
    {
        if (envelope["payload"] is not JObject payload) return null;
        switch (envelope.Text("type"))
        {
            case "events_api":
                var attempt = envelope["retry_attempt"] is JValue { Type: JTokenType.Integer } number ? (int)number : 0;
                await inbound.EventAsync(payload, payload.ToString(Formatting.None), attempt, CancellationToken.None);
                return null;
            case "slash_commands":
                return await inbound.CommandAsync(payload, CancellationToken.None);
            case "interactive":
                return await inbound.InteractionAsync(payload, payload.ToString(Formatting.None), CancellationToken.None);
            default:
                return null; // What a later Slack may send: acknowledged, or it would come again and again.
        }
    }
}

/// <summary>That there has been no connection for more than a minute: nothing that people do in Slack arrives.</summary>
internal sealed class SlackSocketOverdue(SlackSocket socket) : IOverdue
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public string Kind => "slack connection";

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(socket.Without > Long ? 1L : 0L);
}
