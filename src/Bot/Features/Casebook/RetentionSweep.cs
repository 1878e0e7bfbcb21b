using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Features.Casebook;

/// <summary>Forgets cases whose time is up, unless they are held. Each in a transaction of its own, so that nobody waits for all.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionSweep(
    ClientBotDb db, Cases cases, IExclusive exclusive, Outbox outbox, OutboxPump pump, TimeProvider clock, IOptions<CasebookOptions> options, ILogger<RetentionSweep> log) : IJob
{
    private const int Batch = 1000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - options.Value.Kept.InMilliseconds();
        var due = await db.Set<Case>().AsNoTracking().Where(c => c.LastAt < before && c.HeldBy == null).OrderBy(c => c.LastAt)
            .Select(c => new { c.Id, c.PersonId }).Take(Batch).ToListAsync(cancellationToken);
        foreach (var one in due)
        {
            try
            {
                await ForgetAsync(one.Id, one.PersonId, before, cancellationToken);
            }
#pragma warning disable CA1031 // One case that can't be forgotten must not keep all others: it stays due, and the next run tries again.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.NotForgotten(log, one.Id, e);
            }

            db.ChangeTracker.Clear();
        }

        pump.Kick(outbox.Lanes);
    }

    private async Task ForgetAsync(string id, string personId, long before, CancellationToken cancellationToken)
    {
        await using var held = await exclusive.BeginAsync(db, Locks.Cases(personId), cancellationToken);
        // Once more under the lock: it may have been held, heard again or forgotten since.
        var row = await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == id && c.LastAt < before && c.HeldBy == null, cancellationToken);
        if (row is null) return;
        await cases.ForgetAsync(row, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
    }
}
