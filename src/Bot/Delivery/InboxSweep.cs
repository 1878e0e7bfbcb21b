using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace ClientBot.Delivery;

/// <summary>Finds requests that were answered to the platform and whose turn never came to its end: a process died, or the turn failed.</summary>
[DisallowConcurrentExecution]
public sealed class InboxSweep(ClientBotDb db, Inbox inbox, InboxPump pump, IExclusive exclusive, TimeProvider clock, ILogger<InboxSweep> log) : IJob
{
    private const int Batch = 200;
    private const int MostAttempts = 5;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        var due = await db.Set<InboxEntry>().AsNoTracking().Where(e => e.DueAt <= now).OrderBy(e => e.ReceivedAt).ThenBy(e => e.Key).Take(Batch).ToListAsync(cancellationToken);
        foreach (var entry in due)
        {
            if (entry.Attempts >= MostAttempts)
            {
                await inbox.DropAsync(new Received(entry.Channel, entry.Key, ""), cancellationToken);
                Log.NeverHeard(log, entry.Channel, entry.Key, entry.Attempts);
            }
            else if (await ClaimAsync(entry, now + Inbox.Claim.InMilliseconds(), cancellationToken))
            {
                pump.Hand(inbox.Open(entry));
            }
        }
    }

    private async Task<bool> ClaimAsync(InboxEntry entry, long until, CancellationToken cancellationToken)
    {
        using var write = await exclusive.WriteAsync(cancellationToken);
        return await db.Set<InboxEntry>().Where(e => e.Channel == entry.Channel && e.Key == entry.Key && e.DueAt == entry.DueAt)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.DueAt, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancellationToken) > 0;
    }
}

/// <summary>Requests that were answered to the platform more than a minute ago and still wait for their turn.</summary>
internal sealed class InboxOverdue(ClientBotDb db, TimeProvider clock) : IOverdue
{
    public string Kind => "inbox";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - Inbox.Claim.InMilliseconds();
        return db.Set<InboxEntry>().LongCountAsync(e => e.DueAt != null && e.ReceivedAt < before, cancellationToken);
    }
}
