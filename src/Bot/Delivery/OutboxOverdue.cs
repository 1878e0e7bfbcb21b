using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>Messages that wait longer than a minute past their time, whatever the reason: a slow platform, or a sender that stands still.</summary>
internal sealed class OutboxOverdue(ClientBotDb db, TimeProvider clock) : IOverdue
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public string Kind => "outbox";

    // By when it was created, too: one that is postponed again and again is never due for long.
    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - Late.InMilliseconds();
        return db.Set<OutboxEntry>().LongCountAsync(e => e.DoneAt == null && (e.DueAt < before || e.CreatedAt < before), cancellationToken);
    }
}

/// <summary>Messages that were refused or given up within the last hour: an alert that looks now and then sees it, and it ends by itself.</summary>
internal sealed class LostOverdue(ClientBotDb db, TimeProvider clock) : IOverdue
{
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);

    public string Kind => "lost";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var since = clock.Milliseconds() - Told.InMilliseconds();
        return db.Set<OutboxEntry>().LongCountAsync(e => e.DoneAt > since && e.End == OutboxEnd.Lost, cancellationToken);
    }
}
