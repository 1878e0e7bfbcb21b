using System.Collections.Concurrent;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Slack takes about one message a second in each conversation, and may lose what comes faster. It counts what this
/// process sent; it never waits, it says how long to.
/// </summary>
internal sealed class SlackPace(TimeProvider clock)
{
    private const int TidyEvery = 4096;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Team, string Conversation), Slot> _slots = new();
    private int _taken;

    /// <summary>Null: go ahead, and it is counted. Else how long to wait before asking again.</summary>
    public TimeSpan? Take(string team, string conversation)
    {
        var now = clock.GetUtcNow();
        if (Interlocked.Increment(ref _taken) % TidyEvery == 0) Tidy(now);
        var slot = _slots.GetOrAdd((team, conversation), _ => new Slot());
        lock (slot)
        {
            if (slot.Next > now) return slot.Next - now;
            slot.Next = now + Every;
            return null;
        }
    }

    // One dropped while somebody takes it loses a count, no more.
    private void Tidy(DateTimeOffset now)
    {
        foreach (var (key, slot) in _slots)
            if (slot.Next < now) _slots.TryRemove(key, out _);
    }

    private sealed class Slot
    {
        public DateTimeOffset Next { get; set; } = DateTimeOffset.MinValue;
    }
}
