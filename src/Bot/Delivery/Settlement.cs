using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Delivery;

/// <summary>Writes what became of an attempt: done, or again later; and what follows from it, in one transaction.</summary>
public sealed class Settlement(
    ClientBotDb db, Outbox outbox, Undelivered undelivered, IEnumerable<ICardWatch> watches, IExclusive exclusive, TimeProvider clock, IOptions<DeliveryOptions> options, ILogger<Settlement> log)
{
    private const int Trials = 3;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    /// <summary>True: go on with the lane.</summary>
    public async Task<bool> SettleAsync(OutboxEntry entry, Attempted attempted, CancellationToken cancellationToken)
    {
        var outcome = attempted.Outcome;
        if (AgainAt(entry, outcome) is { } due)
        {
            await PostponeAsync(entry, outcome, due, cancellationToken);
            return false;
        }

        if (IsSmooth(entry, attempted))
        {
            await FinishAloneAsync(entry, outcome, cancellationToken);
            return true;
        }

        if (!await FinishAndFollowAsync(entry, attempted, cancellationToken)) return false;
        if (EndOf(entry, outcome) is OutboxEnd.Lost) Log.Lost(log, entry.Id, Describe(outcome), entry.Attempts);
        else if (outcome is not (Outcome.Delivered or Outcome.Gone or Outcome.Dropped)) Log.Undelivered(log, entry.Id, Describe(outcome), entry.Attempts);
        return true;
    }

    // Nothing follows from it, so that one statement does.
    private static bool IsSmooth(OutboxEntry entry, Attempted attempted) =>
        attempted is { Outcome: Outcome.Delivered, Where.Unreachable: null } && entry is { ShownCardId: null, Kind: not OutboxKind.Delete };

    private long? AgainAt(OutboxEntry entry, Outcome outcome)
    {
        var now = clock.Milliseconds();
        return outcome switch
        {
            Outcome.RetryAfter(var wait) => now + Math.Max(wait.InMilliseconds(), 1),
            Outcome.Unknown when now - entry.CreatedAt < options.Value.GiveUpAfter.InMilliseconds() => now + BackoffAfter(entry.Attempts).InMilliseconds(),
            _ => null,
        };
    }

    // Whose claim ran out meanwhile has no say any more: another process is at it.
    private async Task PostponeAsync(OutboxEntry entry, Outcome outcome, long due, CancellationToken cancellationToken)
    {
        var said = Describe(outcome);
        // A platform that asks to wait is there: nothing is unknown any more.
        var attempts = outcome is Outcome.RetryAfter ? 0 : entry.Attempts;
        using var write = await exclusive.WriteAsync(cancellationToken);
        await db.Set<OutboxEntry>().Where(e => e.Id == entry.Id && e.DoneAt == null && e.ClaimedUntil == entry.ClaimedUntil).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.DueAt, due).SetProperty(x => x.ClaimedUntil, 0).SetProperty(x => x.Attempts, attempts).SetProperty(x => x.Outcome, said), cancellationToken);
        Log.Postponed(log, entry.Id, said, entry.Attempts);
    }

    // What follows must not keep the entry waiting for ever, or have it sent again: failing three times, it is left out.
    private async Task<bool> FinishAndFollowAsync(OutboxEntry entry, Attempted attempted, CancellationToken cancellationToken)
    {
        for (var trial = 1; trial <= Trials; trial++)
        {
            try
            {
                return await TryToFollowAsync(entry, attempted, cancellationToken);
            }
#pragma warning disable CA1031 // A lost connection, a deadlock, or a fault in the feature that watches the card: rolled back, and nothing of it stays.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.NotSettled(log, entry.Id, Describe(attempted.Outcome), trial, e);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return await FinishAloneAsync(entry, attempted.Outcome, cancellationToken);
    }

    private async Task<bool> TryToFollowAsync(OutboxEntry entry, Attempted attempted, CancellationToken cancellationToken)
    {
        await using var held = await exclusive.BeginAsync(db, Locks.Lane(entry.Lane), cancellationToken);
        // First, as it takes locks of its own: whoever holds those may be waiting for the rows written below.
        var watched = await IsWatchedAsync(entry, attempted.Outcome, cancellationToken);
        if (!await FinishAsync(entry, attempted.Outcome, cancellationToken) && attempted.Outcome is not Outcome.Delivered) return false;
        if (attempted.Where is { } address) await NoteReachAsync(address, attempted.Outcome, cancellationToken);
        await FollowAsync(entry, attempted, watched, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> FinishAloneAsync(OutboxEntry entry, Outcome outcome, CancellationToken cancellationToken)
    {
        using var write = await exclusive.WriteAsync(cancellationToken);
        return await FinishAsync(entry, outcome, cancellationToken);
    }

    // False where another has finished it, or is at it since this one's claim ran out. What arrived, arrived all the same.
    private async Task<bool> FinishAsync(OutboxEntry entry, Outcome outcome, CancellationToken cancellationToken)
    {
        var (now, end, said) = (clock.Milliseconds(), EndOf(entry, outcome), Describe(outcome));
        var open = db.Set<OutboxEntry>().Where(e => e.Id == entry.Id && e.DoneAt == null);
        if (outcome is not Outcome.Delivered) open = open.Where(e => e.ClaimedUntil == entry.ClaimedUntil);
        return await open.ExecuteUpdateAsync(
            e => e.SetProperty(x => x.DoneAt, now).SetProperty(x => x.ClaimedUntil, 0).SetProperty(x => x.Payload, (byte[]?)null).SetProperty(x => x.End, end).SetProperty(x => x.Outcome, said),
            cancellationToken) > 0;
    }

    private async Task FollowAsync(OutboxEntry entry, Attempted attempted, bool watched, CancellationToken cancellationToken)
    {
        if (entry.Kind == OutboxKind.Delete)
        {
            await undelivered.TellWhatRemainsAsync(entry, cancellationToken);
            return;
        }

        // Nothing is to be seen of an opened chat.
        if (entry.Kind == OutboxKind.Open) await db.Set<ShownCard>().Where(c => c.Id == entry.ShownCardId).ExecuteDeleteAsync(cancellationToken);
        else if (attempted is { Outcome: Outcome.Delivered(var activityId), Where: { } where }) await NoteShownAsync(entry, where, activityId, cancellationToken);
        if (watched) return;
        if (EndOf(entry, attempted.Outcome) == OutboxEnd.Unreachable) await undelivered.TellOfClosedChatAsync(entry, cancellationToken);
        if (EndOf(entry, attempted.Outcome) == OutboxEnd.Lost) await undelivered.TellOfLossAsync(entry, cancellationToken);
    }

    private async Task NoteShownAsync(OutboxEntry entry, Address where, string? activityId, CancellationToken cancellationToken)
    {
        if (entry.ShownCardId is not { } cardId) return;
        var noted = await db.Set<ShownCard>().Where(c => c.Id == cardId)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.ActivityId, activityId).SetProperty(x => x.AddressId, where.Id), cancellationToken);
        // No such card: its case was forgotten while this was on its way. What just arrived goes again.
        if (noted == 0 && activityId is not null) outbox.Delete(entry.Lane, where.Id, activityId, entry.PersonId);
    }

    // Whoever put the card there may have somebody else to turn to.
    private async Task<bool> IsWatchedAsync(OutboxEntry entry, Outcome outcome, CancellationToken cancellationToken)
    {
        if (entry.Kind == OutboxKind.Delete || outcome is Outcome.Delivered or Outcome.Dropped) return false;
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

    private TimeSpan BackoffAfter(int attempts)
    {
        var wait = options.Value.Backoff * Math.Pow(2, Math.Min(attempts - 1, 20));
        return wait < LongestBackoff ? wait : LongestBackoff;
    }

    private static OutboxEnd EndOf(OutboxEntry entry, Outcome outcome) => outcome switch
    {
        Outcome.Delivered => OutboxEnd.Delivered,
        Outcome.Dropped => OutboxEnd.Dropped,
        _ when entry.Kind == OutboxKind.Delete => outcome is Outcome.Gone ? OutboxEnd.Delivered : OutboxEnd.Remains,
        Outcome.Unreachable => OutboxEnd.Unreachable,
        _ => OutboxEnd.Lost,
    };

    private static string Describe(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Dropped(var why) => "dropped: " + why,
        Outcome.Unreachable(var reason) => "unreachable: " + reason,
        Outcome.RetryAfter(var wait) => $"asked to wait {(long)wait.TotalMilliseconds} ms",
        Outcome.Unknown(var why) => "unknown: " + why,
        Outcome.Refused(var why) => "refused: " + why,
        _ => "gone",
    };
}
