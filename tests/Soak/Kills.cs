using System.Diagnostics;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Kills the bot in the middle of many turns, again and again on the same database, and looks afterwards whether every turn
/// that was acknowledged is there, once. PostgreSQL gets two instances, of which one is killed each time.
/// </summary>
internal sealed class Kills : IAsyncDisposable
{
    private const int TurnsOfOne = 5;
    private const int AtOnce = 16;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    // A claim of a dead process is free again after this, and what it held is sent within the run.
    private static readonly (string, string)[] Settings =
        [("Delivery__Claim", "00:00:05"), ("Delivery__Backoff", "00:00:00.200"), ("Logging__LogLevel__Default", "Warning")];

    private readonly Storage _storage;
    private readonly string _folder;
    private readonly int _conversations;
    private readonly Random _random;
    private readonly Verdict _verdict;
    private readonly Rows _rows;
    private readonly FakeConnector _connector;
    private readonly RunningServer[] _bots;

    private Kills(Storage storage, string folder, int turns, int seed, Verdict verdict, FakeConnector connector, RunningServer[] bots)
    {
        (_storage, _folder, _conversations, _random, _verdict, _connector, _bots) =
            (storage, folder, Math.Max(1, turns / TurnsOfOne), new Random(seed), verdict, connector, bots);
        _rows = new Rows(storage, folder);
    }

    public static async Task<Kills> PrepareAsync(Storage storage, int turns, int seed, Verdict verdict)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-soak-").FullName;
        var connector = await FakeConnector.StartAsync();
        var bots = new RunningServer[storage.Connection.Length > 0 ? 2 : 1];
        for (var i = 0; i < bots.Length; i++) bots[i] = await OurBot.StartAsync(storage, folder, Settings);
        return new Kills(storage, folder, turns, seed, verdict, connector, bots);
    }

    public async Task RunAsync(int times)
    {
        var clock = Stopwatch.StartNew();
        var total = (Turns: 0, Repeated: 0, Again: 0);
        for (var time = 0; time < times; time++)
        {
            var (repeated, again) = await OnceAsync(time);
            total = (total.Turns + (_conversations * TurnsOfOne), total.Repeated + repeated, total.Again + again);
            if ((time + 1) % 10 == 0 || time + 1 == times)
            {
                Console.WriteLine($"{_storage.Name}: killed {time + 1} times, {total.Turns:N0} turns, {total.Repeated} posted again by the driver, "
                    + $"{total.Again} messages sent twice, {clock.Elapsed.TotalSeconds:0} s");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots) await bot.DisposeAsync();
        await _connector.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(int Repeated, int Again)> OnceAsync(int time)
    {
        var run = $"k{Environment.ProcessId}-{time}";
        var victim = time % _bots.Length;
        // Somewhere in the middle: not before a fifth of the turns, not after four fifths.
        var killAfter = (int)(_conversations * TurnsOfOne * (0.2 + (0.6 * _random.NextDouble())));
        using var door = new Door(_bots);
        var turns = new Turns(door, _connector.Url, run, _conversations, TurnsOfOne);
        var reached = turns.AcknowledgedAsync(killAfter);
        var driving = turns.RunAsync(AtOnce);
        await await Task.WhenAny(reached, driving);
        await _bots[victim].KillAsync();
        var before = _connector.Take();
        await _bots[victim].DisposeAsync();
        _bots[victim] = await OurBot.StartAsync(_storage, _folder, Settings);
        door.Restarted();
        await driving;
        return (door.Repeated, await CheckAsync(run, turns, before));
    }

    /// <returns>How many cards arrived twice.</returns>
    private async Task<int> CheckAsync(string run, Turns turns, IReadOnlyList<Arrival> before)
    {
        var waited = Stopwatch.StartNew();
        int waiting;
        while ((waiting = await _rows.WaitingAsync()) > 0 && waited.Elapsed < Settle) await Task.Delay(LookAgain);
        _verdict.Check($"{run}: the outbox is empty at the end", waiting == 0, $"{waiting} wait after {Settle}");

        var rounds = await _rows.RoundsAsync(run);
        var wrong = turns.Conversations.Where(c => !rounds[c].Select(r => r.Number).Order().SequenceEqual(Enumerable.Range(1, TurnsOfOne))).ToList();
        _verdict.Check($"{run}: every acknowledged turn has its round, and one", wrong.Count == 0, Describe(wrong, rounds));

        var inbox = await _rows.InboxAsync(run);
        var missing = turns.Acknowledged.Where(k => !inbox.Contains(k)).ToList();
        _verdict.Check($"{run}: every acknowledged activity is in the inbox", missing.Count == 0 && inbox.Count == turns.Acknowledged.Count, $"{missing.Count} missing, {inbox.Count} there");

        var undelivered = await _rows.UndeliveredAsync();
        _verdict.Check($"{run}: every message was delivered", undelivered.Count == 0, undelivered.FirstOrDefault());

        var arrivals = before.Concat(_connector.Take()).Where(a => a.Round is not null).GroupBy(a => a.Round!).ToDictionary(g => g.Key, g => g.Count());
        var unseen = turns.Conversations.SelectMany(c => rounds[c]).Where(r => !arrivals.ContainsKey(r.Id)).ToList();
        _verdict.Check($"{run}: every round's card arrived", unseen.Count == 0, $"{unseen.Count} did not");

        // One kill fell into this run: a card's own send may have been under way then, and is repeated once.
        var often = arrivals.Count(a => a.Value > 2);
        var twice = arrivals.Count(a => a.Value == 2);
        _verdict.Check($"{run}: no card arrived more than once more", often == 0, $"{often} did");
        _verdict.Check($"{run}: only sends that were under way at the kill were repeated", twice <= AtOnce, $"{twice} cards arrived twice, and {AtOnce} can be under way");
        return twice;
    }

    private static string Describe(List<string> wrong, ILookup<string, (string Id, int Number)> rounds) =>
        string.Join("; ", wrong.Take(3).Select(c => $"{c} has {string.Join(',', rounds[c].Select(r => r.Number).Order())}"));
}
