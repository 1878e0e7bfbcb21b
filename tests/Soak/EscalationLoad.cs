using System.Diagnostics;
using System.Globalization;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Many escalations of many tenants in one minute, none of them answered, so that every step falls due. Measures from the
/// instant at which a step is due to the arrival of its message.
/// </summary>
internal sealed class EscalationLoad : IAsyncDisposable
{
    private const int Tenants = 40;
    private const double Target = 2000;
    private const int PerMinute = 1000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(120);
    private static readonly (string, string)[] Settings = [("Logging__LogLevel__Default", "Warning")];

    private readonly Storage _storage;
    private readonly string _folder;
    private readonly RunningServer[] _bots;
    private readonly Platform _platform;
    private readonly Door _door;
    private readonly HelpRows _rows;
    private readonly Verdict _verdict;

    private EscalationLoad(Storage storage, string folder, RunningServer[] bots, Platform platform, Verdict verdict)
    {
        (_storage, _folder, _bots, _platform, _verdict) = (storage, folder, bots, platform, verdict);
        _door = new Door(bots);
        _rows = new HelpRows(storage, folder);
    }

    public static async Task<EscalationLoad> PrepareAsync(Storage storage, Verdict verdict)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-load-").FullName;
        var platform = await Platform.StartAsync(null);
        var bots = new RunningServer[storage.Connection.Length > 0 ? 2 : 1];
        for (var i = 0; i < bots.Length; i++) bots[i] = await OurBot.StartAsync(storage, folder, Settings);
        return new EscalationLoad(storage, folder, bots, platform, verdict);
    }

    public async Task RunAsync(int count, bool loosely)
    {
        var run = $"l{Environment.ProcessId}";
        var posts = new Posts(_platform.Url, run);
        var askers = await SetUpAsync(posts, run, count);
        await UntilEmptyAsync();

        var cpu = Processor();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(askers.Select(async (asker, n) =>
        {
            var at = TimeSpan.FromMinutes(1) / PerMinute * n;
            if (at > clock.Elapsed) await Task.Delay(at - clock.Elapsed);
            await _door.PostAsync(posts.Said(asker, "escalate: they want a refund and I may not give one"), n);
        }));
        await UntilAsync(async () => (await HistoryAsync(run)).Count(h => h.Any(l => l.Kind == "Exhausted")) >= count, "not all escalations were walked to the end");
        await UntilEmptyAsync();
        var used = (Processor() - cpu).TotalSeconds / clock.Elapsed.TotalSeconds;
        Measure(await HistoryAsync(run), await _rows.PersonsAsync(run), used, loosely);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots) await bot.DisposeAsync();
        _door.Dispose();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<List<Somebody>> SetUpAsync(Posts posts, string run, int count)
    {
        var askers = Enumerable.Range(0, count).Select(n => new Somebody(Tenant(n % Tenants), $"{run}-{n % Tenants}-asker{n / Tenants}", $"Asker {n}")).ToList();
        var managers = Enumerable.Range(0, 2 * Tenants).Select(n => new Somebody(Tenant(n % Tenants), $"{run}-{n % Tenants}-manager{n / Tenants}", $"Manager {n}")).ToList();
        foreach (var group in askers.Concat(managers).Chunk(8)) await Task.WhenAll(group.Select((p, n) => _door.PostAsync(posts.Joined(p), n)));
        var ids = await _rows.PersonsAsync(run);
        for (var tenant = 0; tenant < Tenants; tenant++)
        {
            var policy = new
            {
                steps = managers.Where(m => m.Tenant == Tenant(tenant)).Select(m => new { people = new[] { ids[m.UserId] }, wait = Wait.ToString("c", CultureInfo.InvariantCulture) }),
                repeats = 0, atTheEnd = Array.Empty<string>(), whenOffDuty = "NextStep", remindAfter = "01:00:00",
            };
            await _rows.SetUpAsync($"{run}-{tenant}", policy, askers.Where(a => a.Tenant == Tenant(tenant)).Select(a => ids[a.UserId]));
        }

        return askers;
    }

    private void Measure(ILookup<string, HelpLine> history, IReadOnlyDictionary<string, string> persons, double used, bool loosely)
    {
        var chats = persons.ToDictionary(p => p.Value, p => "a:" + p.Key[3..]);
        var arrived = _platform.All.GroupBy(t => t.Conversation).ToDictionary(g => g.Key, g => g.ToList());
        var (first, later, twice) = (new List<double>(), new List<double>(), 0);
        foreach (var help in history.Select(h => (Id: h.Key, Lines: h.ToList())))
        {
            if (help.Lines.Where(l => l.Kind is "Asked" or "NotAnswered" or "Exhausted").GroupBy(l => (l.Kind, l.PersonId)).Any(g => g.Count() > 1)) twice++;
            long? due = null;
            foreach (var asked in help.Lines.Where(l => l.Kind == "Asked"))
            {
                var message = arrived[chats[asked.PersonId!]].First(t => t.IsNew && t.Card.Help == help.Id);
                (due is null ? first : later).Add(message.At.ToUnixTimeMilliseconds() - (due ?? asked.At));
                due = asked.At + (long)Wait.TotalMilliseconds;
            }

            var asker = chats[help.Lines.First(l => l.Kind == "Raised").PersonId!];
            var told = arrived[asker].First(t => t.Card.Title == Stories.NobodyAnswered);
            later.Add(told.At.ToUnixTimeMilliseconds() - due!.Value);
        }

        Console.WriteLine($"{_storage.Name}, {_bots.Length} instance(s), {history.Count:N0} escalations of {Tenants} tenants at {PerMinute:N0} a minute, {_platform.All.Count:N0} messages, {used:0.00} processors used by the bot");
        Console.WriteLine($"  asked to sent      p50 {At(first, 0.5):0} ms, p99 {At(first, 0.99):0} ms, most {At(first, 1):0} ms");
        Console.WriteLine($"  step due to sent   p50 {At(later, 0.5):0} ms, p99 {At(later, 0.99):0} ms, most {At(later, 1):0} ms");
        _verdict.Check("no step ran twice", twice == 0, $"{twice} escalations");
        _verdict.Check("no message arrived twice", _platform.All.Select(t => t.Key).Distinct().Count() == _platform.All.Count);
        if (loosely) return;
        _verdict.Check($"p99 from due to sent is under {Target} ms", At(later, 0.99) < Target && At(first, 0.99) < Target, $"{At(first, 0.99):0} and {At(later, 0.99):0} ms");
    }

    // PostgreSQL may hold another run's.
    private async Task<ILookup<string, HelpLine>> HistoryAsync(string run)
    {
        var mine = (await _rows.PersonsAsync(run)).Values.ToHashSet();
        return (await _rows.HistoryAsync()).Where(h => h.Any(l => l.Kind == "Raised" && mine.Contains(l.PersonId!))).SelectMany(h => h, (h, l) => (h.Key, Line: l)).ToLookup(x => x.Key, x => x.Line);
    }

    private async Task UntilEmptyAsync() => await UntilAsync(async () => await _rows.WaitingAsync() == 0, "the outbox is not empty");

    private static async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Settle) throw new TimeoutException(otherwise);
            await Task.Delay(500);
        }
    }

    private TimeSpan Processor() => _bots.Aggregate(TimeSpan.Zero, (sum, bot) => sum + bot.ProcessorTime);

    private static string Tenant(int number) => $"{number:x8}-0000-4000-8000-0000000000aa";

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[Math.Clamp((int)Math.Ceiling(share * times.Count) - 1, 0, times.Count - 1)];
    }
}
