using System.Diagnostics;
using System.Globalization;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace ClientBot.Benchmarks.Digests;

/// <summary>How long one team's digest takes to count on SQLite, out of a year with many conversations, all of this one team.</summary>
internal static class DigestCommand
{
    private const double BarInMilliseconds = 200;
    private const int Times = 21;
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    /// <returns>0 when the weekly digest is counted within the bar, the first time too.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var cases = args is ["--cases", var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 200_000;
        var folder = Directory.CreateTempSubdirectory("clientbot-digest-");
        try
        {
            var file = Path.Combine(folder.FullName, "clientbot.db");
            await using var db = Open(file);
            await db.Database.MigrateAsync();
            await db.Database.OpenConnectionAsync();
            // As the bot's own connections of sweeps have it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-500");
            var written = Stopwatch.StartNew();
            await DigestYear.WriteAsync(db, cases, Now);
            Console.WriteLine($"{cases:N0} conversations of one team in a year, {new FileInfo(file).Length >> 20:N0} MB, written in {written.Elapsed.TotalSeconds:0} s");
            return await MeasureAsync(db) < BarInMilliseconds ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(ClientBotDb db)
    {
        var query = new FigureQuery(db, new StoppedClock(Now), Options.Create(new CasebookOptions()));
        var worst = 0.0;
        foreach (var rhythm in new[] { Rhythm.Daily, Rhythm.Weekly })
        {
            var period = new Schedule(rhythm, DayOfWeek.Monday, new TimeOnly(9, 0)).PeriodUntil(Now, TimeZoneInfo.Utc);
            var (times, figures) = (new List<double>(), default(Figures));
            for (var i = 0; i < Times; i++)
            {
                var clock = Stopwatch.StartNew();
                figures = await query.OfAsync(DigestYear.TeamId, period, CancellationToken.None);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            var first = times[0];
            times.Sort();
            // What the database's file costs to read comes with the first; with the others, what the counting costs.
            worst = Math.Max(worst, Math.Max(first, times[Times / 2]));
            Console.WriteLine(FormattableString.Invariant(
                $"{rhythm,-6}  {figures!.Cases,6:N0} conversations, {figures.CasesBefore:N0} before: first {first:0} ms, then p50 {times[Times / 2]:0} ms, most {times[^1]:0} ms (bar: {BarInMilliseconds} ms)"));
        }

        return worst;
    }

    private static ClientBotDb Open(string file) => new(new DbContextOptionsBuilder<ClientBotDb>().UseSqlite($"Data Source={file}")
        .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options);

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
