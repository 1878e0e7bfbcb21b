using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Delivery;

/// <summary>Finds lanes with something due that nobody is at: retries whose time has come, and what a dead process left.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxSweep(ClientBotDb db, OutboxPump pump, TimeProvider clock) : IJob
{
    private const int Batch = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        // By its first entry alone: what stands behind one that waits would fill the batch and hide other lanes.
#pragma warning disable CA1309 // Translated to SQL, which compares ids as the lane's order does.
        var firsts = db.Set<OutboxEntry>().Where(e => e.DoneAt == null && e.DueAt <= now && e.ClaimedUntil <= now && !db.Set<OutboxEntry>().Any(
            x => x.Lane == e.Lane && x.DoneAt == null && (x.Priority < e.Priority || (x.Priority == e.Priority && string.Compare(x.Id, e.Id) < 0))));
#pragma warning restore CA1309
        pump.Kick(await firsts.OrderBy(e => e.Priority).ThenBy(e => e.DueAt).Select(e => e.Lane).Take(Batch).ToListAsync(cancellationToken));
    }
}

/// <summary>Deletes inbox rows that no platform repeats any more, and outbox rows long done.</summary>
[DisallowConcurrentExecution]
public sealed class DoneSweep(ClientBotDb db, IExclusive exclusive, TimeProvider clock, IOptions<DeliveryOptions> options) : IJob
{
    private const int Batch = 1000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - options.Value.Kept.InMilliseconds();
        await DeleteAsync(db.Set<InboxEntry>().Where(e => e.ReceivedAt < before).OrderBy(e => e.ReceivedAt), cancellationToken);
        await DeleteAsync(db.Set<OutboxEntry>().Where(e => e.DoneAt < before).OrderBy(e => e.DoneAt), cancellationToken);
    }

    // Batch by batch: with SQLite every turn waits while somebody writes.
    private async Task DeleteAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            using var write = await exclusive.WriteAsync(cancellationToken);
            deleted = await rows.Take(Batch).ExecuteDeleteAsync(cancellationToken);
        }
        while (deleted == Batch);
    }
}
