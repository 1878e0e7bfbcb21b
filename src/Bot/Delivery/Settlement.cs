using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Delivery;

/// <summary>Writes what became of an attempt: done, or again later; and what follows from it, in one transaction.</summary>
public sealed class Settlement(
    ClientBotDb db, Outbox outbox, Undelivered undelivered, IEnumerable<ICardWatch> watches, IExclusive exclusive, TimeProvider clock, IOptions<DeliveryOptions> options, ILogger<Settlement> log)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>True: go on with the lane.</summary>
    public async Task<bool> SettleAsync(OutboxEntry entry, Attempted attempted, CancellationToken cancellationToken)
    {
        if (AgainAt(entry, attempted.Outcome) is { } due)
        {
            await PostponeAsync(entry, attempted.Outcome, due, cancellationToken);
            return false;
        }

        var smooth = attempted is { Outcome: Outcome.Delivered, Where.Unreachable: null } && entry is { ShownCardId: null, Kind: not OutboxKind.Delete };
        if (smooth)
        {
            using var write = await exclusive.WriteAsync(cancellationToken);
            await FinishAsync(entry, Describe(attempted.Outcome), cancellationToken);
            return true;
        }

        await using (var held = await exclusive.BeginAsync(db, "settle:" + entry.Lane, cancellationToken))
        {
            // First, as it takes locks of its own: whoever holds those may be waiting for the rows written below.
            var watched = entry.Kind != OutboxKind.Delete && attempted.Outcome is not Outcome.Delivered && await IsWatchedAsync(entry, attempted.Outcome, cancellationToken);
            await FinishAsync(entry, Describe(attempted.Outcome), cancellationToken);
            await FollowAsync(entry, attempted, watched, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
        if (attempted.Outcome is not (Outcome.Delivered or Outcome.Gone)) Tell(entry, attempted.Outcome);
        return true;
    }

    private long? AgainAt(OutboxEntry entry, Outcome outcome) => outcome switch
    {
        Outcome.RetryAfter(var wait) => clock.Milliseconds() + Math.Max(wait.InMilliseconds(), 1),
        Outcome.Unknown when entry.Attempts < options.Value.Attempts => clock.Milliseconds() + BackoffAfter(entry.Attempts).InMilliseconds(),
        _ => null,
    };

    // Whose claim ran out meanwhile has no say any more: another process is at it.
    private async Task PostponeAsync(OutboxEntry entry, Outcome outcome, long due, CancellationToken cancellationToken)
    {
        var said = Describe(outcome);
        // Being asked to wait is no failed attempt.
        var attempts = outcome is Outcome.RetryAfter ? entry.Attempts - 1 : entry.Attempts;
        using var write = await exclusive.WriteAsync(cancellationToken);
        await db.Set<OutboxEntry>().Where(e => e.Id == entry.Id && e.DoneAt == null && e.ClaimedUntil == entry.ClaimedUntil).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.DueAt, due).SetProperty(x => x.ClaimedUntil, 0).SetProperty(x => x.Attempts, attempts).SetProperty(x => x.Outcome, said), cancellationToken);
        Log.Postponed(log, entry.Id, said, entry.Attempts);
    }

    private Task<int> FinishAsync(OutboxEntry entry, string said, CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        return db.Set<OutboxEntry>().Where(e => e.Id == entry.Id).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.DoneAt, now).SetProperty(x => x.ClaimedUntil, 0).SetProperty(x => x.Payload, (byte[]?)null).SetProperty(x => x.Outcome, said),
            cancellationToken);
    }

    private async Task FollowAsync(OutboxEntry entry, Attempted attempted, bool watched, CancellationToken cancellationToken)
    {
        if (attempted.Where is { } address) await NoteReachAsync(address, attempted.Outcome, cancellationToken);
        if (entry.Kind == OutboxKind.Delete)
        {
            await undelivered.TellWhatRemainsAsync(entry, attempted.Outcome, cancellationToken);
        }
        else if (attempted is { Outcome: Outcome.Delivered(var activityId), Where: { } where } && entry.ShownCardId is { } cardId)
        {
            var noted = await db.Set<ShownCard>().Where(c => c.Id == cardId)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.ActivityId, activityId).SetProperty(x => x.AddressId, where.Id), cancellationToken);
            // No such card: its case was forgotten while this was on its way. What just arrived goes again.
            if (noted == 0 && activityId is not null) outbox.Delete(entry.Lane, where.Id, activityId, entry.PersonId);
        }
        else if (attempted.Outcome is Outcome.Unreachable && !watched)
        {
            await undelivered.TellOfClosedChatAsync(entry, cancellationToken);
        }
    }

    // Whoever put the card there may have somebody else to turn to.
    private async Task<bool> IsWatchedAsync(OutboxEntry entry, Outcome outcome, CancellationToken cancellationToken)
    {
        if (entry.ShownCardId is not { } cardId || entry.PersonId is not { } person) return false;
        if (await db.Set<ShownCard>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == cardId, cancellationToken) is not { } card) return false;
        foreach (var watch in watches)
        {
            if (await watch.OnUndeliverableAsync(card.Subject, person, outcome, cancellationToken)) return true;
        }

        return false;
    }

    private async Task NoteReachAsync(Address address, Outcome outcome, CancellationToken cancellationToken)
    {
        var reason = (outcome as Outcome.Unreachable)?.Reason;
        if (outcome is not (Outcome.Delivered or Outcome.Unreachable) || reason == address.Unreachable) return;
        await db.Set<Address>().Where(a => a.Id == address.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Unreachable, reason), cancellationToken);
    }

    private void Tell(OutboxEntry entry, Outcome outcome)
    {
        if (outcome is Outcome.Unknown) Log.GivenUp(log, entry.Id, Describe(outcome), entry.Attempts);
        else Log.Undelivered(log, entry.Id, Describe(outcome), entry.Attempts);
    }

    private TimeSpan BackoffAfter(int attempts)
    {
        var wait = options.Value.Backoff * Math.Pow(2, Math.Min(attempts - 1, 20));
        return wait < LongestBackoff ? wait : LongestBackoff;
    }

    private static string Describe(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Unreachable(var reason) => "unreachable: " + reason,
        Outcome.RetryAfter(var wait) => $"asked to wait {(long)wait.TotalMilliseconds} ms",
        Outcome.Unknown(var why) => "unknown: " + why,
        Outcome.Refused(var why) => "refused: " + why,
        _ => "gone",
    };
}
