using System.Collections.Concurrent;
using System.Threading.Channels;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Delivery;

/// <summary>
/// Sends what the outbox holds: right after a commit (<see cref="Kick(string)"/>) and, for what waits or was left by a process
/// that died, by a sweep. Lanes run side by side, the entries of one lane one after another.
/// </summary>
public sealed class OutboxPump(IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, ILogger<OutboxPump> log) : BackgroundService
{
    private readonly Channel<string> _lanes = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <summary>Says that a lane has something to send. Never waits; a lane kicked twice before its turn runs once.</summary>
    public void Kick(string lane)
    {
        if (_waiting.TryAdd(lane, true)) _lanes.Writer.TryWrite(lane);
    }

    public void Kick(IEnumerable<string> lanes)
    {
        foreach (var lane in lanes) Kick(lane);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FreeClaimsAsync(stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, options.Value.Senders).Select(_ => RunAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop while waiting for something to send.
        }
    }

    // SQLite's file belongs to this process alone, so that whoever left a claim is dead: nobody has to wait for it to run out.
    private async Task FreeClaimsAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClientBotDb>();
        if (!db.Database.IsSqlite()) return;
        using var write = await scope.ServiceProvider.GetRequiredService<IExclusive>().WriteAsync(stoppingToken);
        await db.Set<OutboxEntry>().Where(e => e.DoneAt == null && e.ClaimedUntil > 0).ExecuteUpdateAsync(e => e.SetProperty(x => x.ClaimedUntil, 0), stoppingToken);
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await foreach (var lane in _lanes.Reader.ReadAllAsync(stoppingToken))
        {
            _waiting.TryRemove(lane, out _);
            if (!TakeOrMark(lane)) continue;

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<LaneSender>().RunAsync(lane, stoppingToken);
                Kick(scope.ServiceProvider.GetRequiredService<Outbox>().Lanes);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The one catch-all of sending: a fault of one lane must not stop the others; its entries stay and the sweep comes again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.LaneFailed(log, lane, e);
            }
            finally
            {
                if (_running.TryRemove(lane, out var again) && again) Kick(lane);
            }
        }
    }

    // False: another sender is at this lane, and is told to look once more, as it may be past its last look.
    private bool TakeOrMark(string lane)
    {
        while (true)
        {
            if (_running.TryAdd(lane, false)) return true;
            if (_running.TryUpdate(lane, true, false) || _running.TryGetValue(lane, out var marked) && marked) return false;
        }
    }
}
