using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Digest;

/// <summary>The teams' digests: when they are due, whether they are muted. Who may change that, the caller asks.</summary>
public sealed class Digests(ClientBotDb db, FigureQuery figures, CurrentPlaybook playbook, Outbox outbox, IExclusive exclusive, TimeProvider clock)
{
    /// <summary>The team's plan, or null where it has no digest. Nobody else changes it before this transaction ends.</summary>
    public async Task<DigestPlan?> FindAsync(string teamId, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Digest(teamId), cancellationToken);
        return await db.Set<DigestPlan>().FirstOrDefaultAsync(d => d.TeamId == teamId, cancellationToken);
    }

    /// <summary>Gives the team this schedule, or none. Also after its zone was changed: the next one is due by the new clock.</summary>
    public async Task PlanAsync(Team team, Schedule? schedule, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(team.Id, cancellationToken);
        if (schedule is null)
        {
            if (plan is not null) db.Remove(plan);
            return;
        }

        if (plan is null) db.Add(plan = new DigestPlan { TeamId = team.Id });
        plan.Schedule = schedule;
        plan.DueAt = plan.IsMuted ? null : NextFor(plan, team);
    }

    /// <summary>What was missed while it was muted is not made up for: the next one is due next.</summary>
    public async Task MuteAsync(DigestPlan plan, Team team, bool muted, CancellationToken cancellationToken)
    {
        plan.IsMuted = muted;
        plan.DueAt = muted ? null : NextFor(plan, team);
        foreach (var run in await db.Set<DigestRun>().AsNoTracking().Where(r => r.TeamId == team.Id).OrderByDescending(r => r.ToAt).Take(20).ToListAsync(cancellationToken))
        {
            // Only the newest in each channel: what stands above it is history.
            if (await db.Set<DigestRun>().AnyAsync(r => r.AddressId == run.AddressId && r.ToAt > run.ToAt, cancellationToken)) continue;
            if (await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == run.AddressId && !a.HasGuests, cancellationToken) is { } address)
                await ShowAsync(run, plan, team, address, cancellationToken);
        }
    }

    /// <summary>In one channel, whose lane it is, there is one a day.</summary>
    internal static string SubjectOf(string day) => "digest:" + day;

    /// <summary>Puts the digest of a run into its channel, or brings the one that is there up to date.</summary>
    internal async Task ShowAsync(DigestRun run, DigestPlan plan, Team team, Address address, CancellationToken cancellationToken)
    {
        var period = new Period(run.BeforeAt.ToInstant(), run.FromAt.ToInstant(), run.ToAt.ToInstant());
        var found = await figures.OfAsync(team.Id, period, cancellationToken);
        await outbox.ShowAsync(SubjectOf(run.Day), address, CardOf(team, plan, period, found), cancellationToken, OutboxPriority.Digest);
    }

    internal Microsoft.Bot.Schema.Activity CardOf(Team team, DigestPlan plan, Period period, Figures found, bool preview = false) =>
        DigestCard.Of(new DigestView(team, plan, period, found, playbook.Edition, LocalTimes.ZoneOf(team.Zone), preview));

    internal long NextFor(DigestPlan plan, Team team) => plan.Schedule.NextAfter(clock.GetUtcNow(), LocalTimes.ZoneOf(team.Zone)).ToUnixTimeMilliseconds();
}
