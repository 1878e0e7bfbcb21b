using System.Collections.Concurrent;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Keeps to the rates that Teams grants a bot: per conversation, and per tenant over all of them. It counts what this
/// process sent; it never waits, it says how long to.
/// </summary>
internal sealed class Pace(TimeProvider clock)
{
    // Microsoft's page "Rate limiting for bots": sends to one thread, and requests of one app to one tenant.
    private static readonly Rate[] Conversation = [Of(7, 1), Of(8, 2), Of(60, 30), Of(1800, 3600)];
    private static readonly Rate[] Tenant = [Of(50, 1)];
    private const int TidyEvery = 4096;

    private readonly ConcurrentDictionary<(string Tenant, string Conversation), Past> _past = new();
    private int _taken;

    /// <summary>Null: go ahead, and it is counted. Else how long to wait before asking again.</summary>
    public TimeSpan? Take(string tenant, string conversation)
    {
        if (Interlocked.Increment(ref _taken) % TidyEvery == 0) Tidy();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var here = _past.GetOrAdd((tenant, conversation), _ => new Past(Conversation));
        var all = _past.GetOrAdd((tenant, ""), _ => new Past(Tenant));
        lock (all)
        {
            lock (here)
            {
                var wait = Math.Max(here.WaitAt(now), all.WaitAt(now));
                if (wait > 0) return TimeSpan.FromMilliseconds(wait);
                here.Add(now);
                all.Add(now);
                return null;
            }
        }
    }

    // A conversation that was silent for the longest window has no past. One dropped while somebody adds to it loses a count, no more.
    private void Tidy()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (key, past) in _past)
            if (past.IsOver(now)) _past.TryRemove(key, out _);
    }

    private static Rate Of(int count, int seconds) => new(count, seconds * 1000L);

    private readonly record struct Rate(int Count, long Window);

    /// <summary>When things were sent, oldest first, as far back as the rates look.</summary>
    private sealed class Past(Rate[] rates)
    {
        private readonly List<long> _at = [];

        public long WaitAt(long now)
        {
            var wait = 0L;
            foreach (var rate in rates)
                if (_at.Count >= rate.Count) wait = Math.Max(wait, _at[^rate.Count] + rate.Window - now);
            return wait;
        }

        public void Add(long now)
        {
            if (_at.Count >= 2 * rates[^1].Count) _at.RemoveRange(0, _at.Count - rates[^1].Count);
            _at.Add(now);
        }

        public bool IsOver(long now)
        {
            lock (this) return _at.Count == 0 || _at[^1] + rates[^1].Window < now;
        }
    }
}
