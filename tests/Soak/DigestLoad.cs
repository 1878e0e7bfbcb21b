using System.Diagnostics;
using System.Globalization;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// The digests of many teams in 30 zones, all due in one instant, while people call for help: each digest arrives once, they
/// come paced, and no call for help waits for them. Worse than any real hour, which spreads them.
/// </summary>
internal sealed class DigestLoad : IAsyncDisposable
{
    private const int Crews = 10;
    private const double Target = 2000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(6);

    private readonly Storage _storage;
    private readonly string _folder;
    private readonly RunningServer[] _bots;
    private readonly Platform _platform;
    private readonly Door _door;
    private readonly HelpRows _help;
    private readonly DigestRows _digests;
    private readonly Verdict _verdict;

    private DigestLoad(Storage storage, string folder, RunningServer[] bots, Platform platform, Verdict verdict)
    {
        (_storage, _folder, _bots, _platform, _verdict) = (storage, folder, bots, platform, verdict);
        (_door, _help, _digests) = (new Door(bots), new HelpRows(storage, folder), new DigestRows(storage, folder));
    }

    public static async Task<DigestLoad> PrepareAsync(Storage storage, TimeSpan every, Verdict verdict)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-digest-").FullName;
        var platform = await Platform.StartAsync(null);
        var bots = new RunningServer[storage.Connection.Length > 0 ? 2 : 1];
        (string, string)[] settings = [("Logging__LogLevel__Default", "Warning"), ("Digest__Every", every.ToString("c", CultureInfo.InvariantCulture))];
        for (var i = 0; i < bots.Length; i++) bots[i] = await OurBot.StartAsync(storage, folder, settings);
        return new DigestLoad(storage, folder, bots, platform, verdict);
    }

    public async Task RunAsync(int teams, TimeSpan every, bool loosely)
    {
        var run = $"d{Environment.ProcessId}";
        var posts = new Posts(_platform.Url, run);
        var askers = await CrewsAsync(posts, run);
        // A small run waits for no minute: they are due a little late.
        var due = Minute(TimeProvider.System.GetUtcNow() + (loosely ? TimeSpan.Zero : TimeSpan.FromSeconds(70) + TimeSpan.FromMilliseconds(10 * teams)));
        await _digests.WriteAsync(teams, due, _platform.Url);
        Console.WriteLine($"{teams} teams in {Math.Min(teams, DigestRows.Zones.Count)} zones are due in {(due - TimeProvider.System.GetUtcNow()).TotalSeconds:0} s");
        if (due - TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1) is { Ticks: > 0 } wait) await Task.Delay(wait);

        var asked = 0;
        var waited = Stopwatch.StartNew();
        for (var told = 0; Digests().Count < teams; asked++)
        {
            if (waited.Elapsed > Settle) throw new TimeoutException($"{Digests().Count} of {teams} digests after {waited.Elapsed}");
            await _door.PostAsync(posts.Said(askers[asked % askers.Count], asked < askers.Count ? "escalate: they want a refund" : $"escalate: and again {asked}"), asked);
            if (Digests().Count >= told + 50) Console.WriteLine($"  {told = Digests().Count} digests after {waited.Elapsed.TotalSeconds:0} s, {asked + 1} calls for help");
            await Task.Delay(Pause);
        }

        await Task.Delay(Wait + (3 * every));
        await UntilEmptyAsync();
        await JudgeAsync(teams, due, every, loosely, await _help.PersonsAsync(run));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots) await bot.DisposeAsync();
        _door.Dispose();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // Each asker has two managers, who never answer.
    private async Task<List<Somebody>> CrewsAsync(Posts posts, string run)
    {
        var askers = Enumerable.Range(0, Crews * 8).Select(n => new Somebody(Tenant(n % Crews), $"{run}-asker{n}", $"Asker {n}")).ToList();
        var managers = Enumerable.Range(0, 2 * Crews).Select(n => new Somebody(Tenant(n % Crews), $"{run}-manager{n}", $"Manager {n}")).ToList();
        foreach (var group in askers.Concat(managers).Chunk(8)) await Task.WhenAll(group.Select((p, n) => _door.PostAsync(posts.Joined(p), n)));
        var ids = await _help.PersonsAsync(run);
        for (var crew = 0; crew < Crews; crew++)
        {
            var policy = new
            {
                steps = managers.Where(m => m.Tenant == Tenant(crew)).Select(m => new { people = new[] { ids[m.UserId] }, wait = Wait.ToString("c", CultureInfo.InvariantCulture) }),
                repeats = 0, atTheEnd = Array.Empty<string>(), whenOffDuty = "NextStep", remindAfter = "01:00:00",
            };
            await _help.SetUpAsync($"{run}-{crew}", policy, askers.Where(a => a.Tenant == Tenant(crew)).Select(a => ids[a.UserId]));
        }

        await UntilEmptyAsync();
        return askers;
    }

    private async Task JudgeAsync(int teams, DateTimeOffset due, TimeSpan every, bool loosely, IReadOnlyDictionary<string, string> persons)
    {
        var digests = Digests();
        var late = digests.ConvertAll(d => (d.At - due).TotalSeconds);
        var most = digests.Max(d => digests.Count(x => x.At >= d.At && x.At < d.At + every));
        var (first, later) = await WaitsAsync(persons);
        Console.WriteLine($"{_storage.Name}, {_bots.Length} instance(s): {digests.Count} digests, the first {late.Min():0.0} s after they were due, the last {late.Max():0.0} s, at most {most} within {every.TotalSeconds:0} s");
        Console.WriteLine($"  meanwhile {first.Count} calls for help: asked to sent p50 {At(first, 0.5):0} ms, p99 {At(first, 0.99):0} ms; step due to sent p50 {At(later, 0.5):0} ms, p99 {At(later, 0.99):0} ms");
        var (posted, planned) = await _digests.StateAsync(due);
        _verdict.Check("each channel has its digest, once", digests.Select(d => d.Conversation).Distinct().Count() == teams && digests.Count == teams, $"{digests.Count} messages");
        _verdict.Check("none came before its time", late.Min() >= 0, $"{late.Min():0.0} s");
        _verdict.Check("each is noted once and the next one planned", (posted, planned) == (teams, teams), $"{posted} noted, {planned} planned");
        if (loosely) return;
        _verdict.Check("they came paced", most <= 3 * 20 * _bots.Length, $"{most} within {every.TotalSeconds:0} s");
        _verdict.Check($"calls for help are sent within {Target} ms at p99", At(first, 0.99) < Target && At(later, 0.99) < Target, $"{At(first, 0.99):0} and {At(later, 0.99):0} ms");
    }

    private async Task<(List<double> First, List<double> Later)> WaitsAsync(IReadOnlyDictionary<string, string> persons)
    {
        var chats = persons.ToDictionary(p => p.Value, p => "a:" + p.Key[3..]);
        var arrived = _platform.All.ToLookup(t => t.Conversation);
        var (first, later) = (new List<double>(), new List<double>());
        foreach (var help in (await _help.HistoryAsync()).Where(h => h.Any(l => l.Kind == "Raised" && chats.ContainsKey(l.PersonId!))))
        {
            long? due = null;
            foreach (var line in help.Where(l => l.Kind == "Asked"))
            {
                // One whose step came after the last look has not been sent yet.
                if (arrived[chats[line.PersonId!]].FirstOrDefault(t => t.IsNew && t.Card.Help == help.Key) is not { } message) continue;
                (due is null ? first : later).Add(message.At.ToUnixTimeMilliseconds() - (due ?? line.At));
                due = line.At + (long)Wait.TotalMilliseconds;
            }
        }

        return (first, later);
    }

    private List<Taken> Digests() => [.. _platform.All.Where(t => t.Conversation.StartsWith("19:digest", StringComparison.Ordinal))];

    private async Task UntilEmptyAsync()
    {
        var waited = Stopwatch.StartNew();
        while (await _help.WaitingAsync() > 0)
        {
            if (waited.Elapsed > Settle) throw new TimeoutException("the outbox is not empty");
            await Task.Delay(200);
        }
    }

    // A schedule is kept to the minute.
    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static string Tenant(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-0000000000bb");

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times.Count == 0 ? 0 : times[Math.Clamp((int)Math.Ceiling(share * times.Count) - 1, 0, times.Count - 1)];
    }
}
