using System.Collections.Concurrent;
using System.Diagnostics;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Kills the bot again and again while people ask for help, take it, hand it on and call it off, and looks afterwards
/// whether each of their stories ended as it had to. PostgreSQL gets two instances, of which one is killed each time.
/// </summary>
internal sealed class Escalations : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(20);
    private const int MostBetweenKills = 40;

    private static readonly (string, string)[] Settings =
    [
        ("Delivery__Claim", "00:00:05"), ("Delivery__Backoff", "00:00:00.200"), ("Delivery__Every", "00:00:00.250"), ("Escalation__Every", "00:00:00.250"),
        ("Escalation__Undo", "00:00:02"), ("Logging__LogLevel__Default", "Warning"),
    ];

    private readonly Storage _storage;
    private readonly string _folder;
    private readonly RunningServer[] _bots;
    private readonly Platform _platform;
    private readonly Door _door;
    private readonly Verdict _verdict;
    private readonly HelpRows _rows;
    private readonly Random _random;
    private readonly int _seed;
    private readonly ConcurrentQueue<Kill> _kills = new();
    private readonly ConcurrentDictionary<string, Ending> _endings = new();
    private int _played;

    private Escalations(Storage storage, string folder, RunningServer[] bots, Platform platform, int seed, Verdict verdict)
    {
        (_storage, _folder, _bots, _platform, _seed, _verdict, _random) = (storage, folder, bots, platform, seed, verdict, new Random(seed));
        _door = new Door(bots);
        _rows = new HelpRows(storage, folder);
    }

    public static async Task<Escalations> PrepareAsync(Storage storage, int seed, bool faults, Verdict verdict)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-soak-").FullName;
        var platform = await Platform.StartAsync(faults ? new Faults(seed) : null);
        var bots = new RunningServer[storage.Connection.Length > 0 ? 2 : 1];
        for (var i = 0; i < bots.Length; i++) bots[i] = await OurBot.StartAsync(storage, folder, Settings);
        return new Escalations(storage, folder, bots, platform, seed, verdict);
    }

    public async Task RunAsync(int times, int crewCount)
    {
        var run = $"e{Environment.ProcessId}";
        var posts = new Posts(_platform.Url, run);
        var crews = Enumerable.Range(0, crewCount).Select(n => new Crew(n, run)).ToList();
        var people = crews.SelectMany(c => c.All).ToList();
        foreach (var group in people.Chunk(8)) await Task.WhenAll(group.Select(p => _door.PostAsync(posts.Joined(p), 0)));
        var ids = await _rows.PersonsAsync(run);
        foreach (var crew in crews)
        {
            await _rows.SetUpAsync($"{run}-{crew.Number}", crew.Policy(ids), crew.All.Select(p => ids[p.UserId]));
            _platform.Closed[crew.Una.Chat] = true;
        }

        var clock = Stopwatch.StartNew();
        using var done = new CancellationTokenSource();
        var stories = new Stories(_door, _platform, posts, ids, _endings, _seed);
        var playing = crews.Select(c => PlayAsync(stories, c, done.Token)).ToList();
        await KillAsync(times, clock);
        await done.CancelAsync();
        await Task.WhenAll(playing);
        var check = new HelpChecks(_rows, _platform, _verdict, _endings, [.. _kills]);
        await SettledAsync();
        await check.RunAsync(ids.ToDictionary(p => p.Value, p => "a:" + p.Key[3..]));
        foreach (var overdue in await _door.OverdueAsync()) _verdict.Check("nothing is overdue", overdue == "Healthy", overdue);
        Console.WriteLine($"{_storage.Name}: killed {_kills.Count} times in {clock.Elapsed.TotalSeconds:0} s, {_played} stories, {_platform.All.Count:N0} messages arrived, "
            + $"{check.Repeated} of them a second time, {_door.Repeated} posted again by the driver{(_platform.FaultsServed is { Length: > 0 } faults ? "; faults: " + faults : "")}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots) await bot.DisposeAsync();
        _door.Dispose();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PlayAsync(Stories stories, Crew crew, CancellationToken done)
    {
        for (var n = crew.Number; !done.IsCancellationRequested; n++)
        {
            var (name, play) = stories.All[n % stories.All.Count];
            try
            {
                await play(crew);
                Interlocked.Increment(ref _played);
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                _verdict.Check($"crew {crew.Number}, {name}", false, e.Message);
                await ExplainAsync(crew);
            }
        }
    }

    /// <summary>What a person wants to see of a story that did not end: the last of each chat, the messages that wait, and what the bots said.</summary>
    private async Task ExplainAsync(Crew crew)
    {
        foreach (var who in crew.All)
            Console.WriteLine($"{who.Id} sees: " + string.Join(" | ", _platform.Chat(who).TakeLast(6).Select(s => $"{s.Id} {s.Card.Title.Split('\n', '.')[0]} {s.Help}")));
        foreach (var row in await _rows.LastSentAsync([.. crew.All.Select(w => w.UserId)])) Console.WriteLine(row);
        foreach (var bot in _bots) Console.WriteLine(bot.Tail);
    }

    private async Task KillAsync(int times, Stopwatch clock)
    {
        for (var time = 1; time <= times; time++)
        {
            await UntilAtWorkAsync();
            var victim = _random.Next(_bots.Length);
            var from = TimeProvider.System.GetUtcNow();
            await _bots[victim].KillAsync();
            _kills.Enqueue(new Kill(from, TimeProvider.System.GetUtcNow()));
            await _bots[victim].DisposeAsync();
            _bots[victim] = await OurBot.StartAsync(_storage, _folder, Settings);
            _door.Restarted();
            if (time % 20 == 0) Console.WriteLine($"{_storage.Name}: killed {time} times, {_played} stories, {clock.Elapsed.TotalSeconds:0} s");
        }
    }

    // By what it has sent, and not by the clock: killed before it gets to anything, a bot on a busy machine would never get on.
    private async Task UntilAtWorkAsync()
    {
        var waited = Stopwatch.StartNew();
        var arrived = _platform.All.Count + _random.Next(1, MostBetweenKills);
        while (_platform.All.Count < arrived && waited.Elapsed < LongestLife) await Task.Delay(LookAgain);
        await Task.Delay(_random.Next((int)LookAgain.TotalMilliseconds));
    }

    private async Task SettledAsync()
    {
        var waited = Stopwatch.StartNew();
        int waiting;
        while ((waiting = await _rows.WaitingAsync()) > 0 && waited.Elapsed < Settle) await Task.Delay(LookAgain);
        _verdict.Check("the outbox is empty at the end", waiting == 0, $"{waiting} wait after {Settle}");
    }
}

/// <summary>When a process was killed: between these two.</summary>
internal sealed record Kill(DateTimeOffset From, DateTimeOffset To);
