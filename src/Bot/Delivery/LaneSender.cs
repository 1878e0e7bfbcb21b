using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Delivery;

/// <summary>
/// Sends the due entries of one lane in order. Each is claimed by a conditional update before the network is touched, and
/// its outcome written after: a process that dies in between costs one repetition and never a loss.
/// </summary>
public sealed class LaneSender(
    ClientBotDb db, Attempt attempt, Settlement settlement, IExclusive exclusive, TimeProvider clock, IOptions<DeliveryOptions> options, ILogger<LaneSender> log)
{
    public async Task RunAsync(string lane, CancellationToken cancellationToken)
    {
        while (await ClaimNextAsync(lane, cancellationToken) is { } entry)
        {
            // Whatever the shutdown does: what was begun is sent to its end, and once sent, the outcome is written.
            var attempted = await TryAsync(entry);
            if (!await settlement.SettleAsync(entry, attempted, CancellationToken.None)) return;
        }
    }

    private async Task<OutboxEntry?> ClaimNextAsync(string lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.Milliseconds();
        var next = await db.Set<OutboxEntry>().AsNoTracking().Where(e => e.Lane == lane && e.DoneAt == null)
            .OrderBy(e => e.Priority).ThenBy(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        if (next is null || next.ClaimedUntil > now) return null;
        // Looked at before it is due, the lane got something new: somebody may be there again, so that a backoff is over.
        // (Where the platform asked us to wait, no attempt counts.)
        if (next.DueAt > now && next.Attempts == 0) return null;
        var until = now + options.Value.Claim.InMilliseconds();
        using var write = await exclusive.WriteAsync(cancellationToken);
        var claimed = await db.Set<OutboxEntry>().Where(e => e.Id == next.Id && e.ClaimedUntil == next.ClaimedUntil && e.Attempts == next.Attempts && e.DoneAt == null)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.ClaimedUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancellationToken);
        if (claimed == 0) return null;
        next.Attempts++;
        next.ClaimedUntil = until;
        return next;
    }

    // A send may not outlive its claim: another process would send the same meanwhile.
    private async Task<Attempted> TryAsync(OutboxEntry entry)
    {
        using var limit = new CancellationTokenSource(options.Value.Claim * 0.8, clock);
        try
        {
            return await attempt.MakeAsync(entry, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Attempted(new Outcome.Unknown("no answer in time"), null);
        }
#pragma warning disable CA1031 // Without an outcome the entry would block its lane for ever; this way it is tried again, and given up in the end.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.AttemptFailed(log, entry.Id, e);
            db.ChangeTracker.Clear();
            return new Attempted(new Outcome.Unknown(e.GetType().Name), null);
        }
    }
}
