using System.Globalization;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Features.Digest;

/// <summary>Posts the digests that are due, some at a time, each in a transaction of its own.</summary>
[DisallowConcurrentExecution]
public sealed class DigestSweep(ClientBotDb db, IServiceScopeFactory scopes, TimeProvider clock, IOptions<DigestOptions> options, ILogger<DigestSweep> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        var due = await db.Set<DigestPlan>().AsNoTracking().Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Select(d => d.TeamId).Take(2 * options.Value.AtOnce).ToArrayAsync(cancellationToken);
        // Every replica finds the same rows: in the same order they would only follow each other.
        Random.Shared.Shuffle(due);
        foreach (var team in due.Take(options.Value.AtOnce)) await OneAsync(team, cancellationToken);
    }

    private async Task OneAsync(string teamId, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DuePost>().RunAsync(teamId, cancellationToken);
        }
#pragma warning disable CA1031 // The one catch-all of the sweep: one team's digest that fails must not hold up the others. It stays due, and /health/work tells.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.DigestFailed(log, teamId, e);
        }
    }
}

/// <summary>One team's digest that is due: posted once in each of its channels, and the next one planned.</summary>
internal sealed class DuePost(
    ClientBotDb db, Digests digests, FigureQuery figures, Outbox outbox, OutboxPump pump, IExclusive exclusive, TimeProvider clock)
{
    private const int DaysKept = 60;

    public async Task RunAsync(string teamId, CancellationToken cancellationToken)
    {
        // Counted before anything is locked: on SQLite everybody else would wait for it.
        var seen = await ReadAsync(teamId, cancellationToken);
        if (seen is null) return;
        var (team, schedule) = seen.Value;
        var now = clock.GetUtcNow();
        var zone = LocalTimes.ZoneOf(team.Zone);
        var day = schedule.LastDay(now, zone);
        var period = schedule.PeriodOf(day, zone);
        var found = now - period.To <= schedule.Latest ? await figures.OfAsync(teamId, period, cancellationToken) : null;

        await using (var held = await exclusive.TryBeginAsync(db, Locks.Digest(teamId), cancellationToken))
        {
            // Another replica is at it; or was faster; or somebody has changed the plan meanwhile, and it is looked at once more.
            if (held is null || await digests.FindAsync(teamId, cancellationToken) is not { } plan || !(plan.DueAt <= now.ToUnixTimeMilliseconds()) || plan.Schedule != schedule) return;
            if (found is { IsEmpty: false }) await PostAsync(team, plan, day, period, found, cancellationToken);
            plan.DueAt = digests.NextFor(plan, team);
            await db.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        pump.Kick(outbox.Lanes);
    }

    private async Task<(Team Team, Schedule Schedule)?> ReadAsync(string teamId, CancellationToken cancellationToken)
    {
        var team = await db.Set<Team>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == teamId, cancellationToken);
        var plan = await db.Set<DigestPlan>().AsNoTracking().FirstOrDefaultAsync(d => d.TeamId == teamId, cancellationToken);
        return team is null || plan is null ? null : (team, plan.Schedule);
    }

    private async Task PostAsync(Team team, DigestPlan plan, DateOnly day, Period period, Figures found, CancellationToken cancellationToken)
    {
        var (text, before, from, to) = (Text(day), period.Before.ToUnixTimeMilliseconds(), period.From.ToUnixTimeMilliseconds(), period.To.ToUnixTimeMilliseconds());
        var homes = db.Set<TeamChannel>().Where(c => c.TeamId == team.Id).Join(db.Set<Address>(), c => c.AddressId, a => a.Id, (_, a) => a);
        foreach (var home in await homes.AsNoTracking().Where(a => !a.HasGuests).OrderBy(a => a.Id).ToListAsync(cancellationToken))
        {
            var isFirst = await db.Database.ExecuteSqlAsync(
                $"INSERT INTO digest_runs (address_id, day, team_id, before_at, from_at, to_at) VALUES ({home.Id}, {text}, {team.Id}, {before}, {from}, {to}) ON CONFLICT DO NOTHING", cancellationToken) == 1;
            if (isFirst) await outbox.ShowAsync(Digests.SubjectOf(text), home, digests.CardOf(team, plan, period, found), cancellationToken, OutboxPriority.Digest);
        }

        var old = to - TimeSpan.FromDays(DaysKept).InMilliseconds();
        await db.Set<DigestRun>().Where(r => r.TeamId == team.Id && r.ToAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Digests whose time passed and that nobody posted.</summary>
internal sealed class DigestOverdue(ClientBotDb db, TimeProvider clock) : IOverdue
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public string Kind => "digest";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - Late.InMilliseconds();
        return db.Set<DigestPlan>().LongCountAsync(d => d.DueAt < before, cancellationToken);
    }
}
