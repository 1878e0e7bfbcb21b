using System.Collections.Frozen;
using System.Threading.Channels;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>
/// Works off what was answered before its turn: right after it was kept and, for what a process left that died, by a
/// sweep. Lanes run side by side, the requests of one lane one after another.
/// </summary>
public sealed class InboxPump(IServiceScopeFactory scopes, IEnumerable<IHears> hearers, ILogger<InboxPump> log) : BackgroundService
{
    private const int Lanes = 64;

    private readonly Channel<Received>[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<Received>())];
    private readonly FrozenDictionary<string, IHears> _hearers = hearers.ToFrozenDictionary(h => h.Channel);

    /// <summary>Keeps a request and sees to it that it is heard. False when it came before. Once this returns, nothing loses it.</summary>
    public async Task<bool> TakeInAsync(Received received, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<Inbox>().KeepAsync(received, cancellationToken)) return false;
        Hand(received);
        return true;
    }

    /// <summary>To be heard now. Handed over twice, it is still one turn.</summary>
    internal void Hand(Received received)
    {
        if (!_hearers.TryGetValue(received.Channel, out var hearer)) return;
        var lane = (uint)string.GetHashCode(hearer.LaneOf(received), StringComparison.Ordinal) % Lanes;
        _lanes[lane].Writer.TryWrite(received);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_hearers.Count == 0) return;
        try
        {
            await FreeClaimsAsync(stoppingToken);
            await Task.WhenAll(_lanes.Select(lane => RunAsync(lane.Reader, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits stands in the inbox.
        }
    }

    // SQLite's file belongs to this process alone, so that whoever was at these is dead.
    private async Task FreeClaimsAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClientBotDb>();
        if (!db.Database.IsSqlite()) return;
        using var write = await scope.ServiceProvider.GetRequiredService<IExclusive>().WriteAsync(stoppingToken);
        await db.Set<InboxEntry>().Where(e => e.DueAt != null).ExecuteUpdateAsync(e => e.SetProperty(x => x.DueAt, 0), stoppingToken);
    }

    private async Task RunAsync(ChannelReader<Received> lane, CancellationToken stoppingToken)
    {
        await foreach (var received in lane.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await _hearers[received.Channel].HearAsync(received, stoppingToken)) continue;
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Inbox>().DropAsync(received, stoppingToken);
            }
#pragma warning disable CA1031 // The one catch-all of hearing: a fault of one request must not stop its lane; it stays in the inbox and comes again.
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.NotHeard(log, received.Channel, received.Key, e);
            }
        }
    }
}
