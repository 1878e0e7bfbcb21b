using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>An escalation with everything that belongs to it, read under its lock.</summary>
public sealed record OpenRequest(HelpRequest Row, List<AskedPerson> Asked, List<HelpEvent> History, Policy Policy, Seal Seal)
{
    /// <summary>The team's zone: whose own nobody knows is asked, and told times, by this one.</summary>
    public string? TeamZone { get; init; }

    public string? Why => Row.Why is { } why ? Seal.Open(why) : null;

    public string? Amount => Row.Amount is { } amount ? Seal.Open(amount) : null;

    public string? NoteOf(HelpEvent happened) => happened.Note is { } note ? Seal.Open(note) : null;
}

/// <summary>Reads and writes escalations, always under <see cref="Locks.Escalation"/>.</summary>
public sealed class Escalations(ClientBotDb db, Vault vault, IExclusive exclusive, TimeProvider clock, Ids ids)
{
    /// <summary>The escalation, or null where it is gone with its case.</summary>
    public async Task<OpenRequest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Escalation(id), cancellationToken);
        return await ReadAsync(id, cancellationToken);
    }

    /// <summary>For whoever holds its lock already.</summary>
    public async Task<OpenRequest?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (await db.Set<HelpRequest>().FirstOrDefaultAsync(e => e.Id == id, cancellationToken) is not { } row) return null;
        if (await vault.FindAsync(row.DataKeyId, cancellationToken) is not { } seal) return null;
        var asked = await db.Set<AskedPerson>().Where(a => a.RequestId == id).OrderBy(a => a.AskedAt).ThenBy(a => a.PersonId).ToListAsync(cancellationToken);
        var history = await db.Set<HelpEvent>().AsNoTracking().Where(e => e.RequestId == id).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        return new OpenRequest(row, asked, history, Policy.Read(row.Policy), seal) { TeamZone = await ZoneOfAsync(row.TeamId, cancellationToken) };
    }

    /// <summary>The escalation of this case that still runs, or null.</summary>
    public async Task<OpenRequest?> RunningAsync(string caseId, CancellationToken cancellationToken)
    {
        var id = await db.Set<HelpRequest>().Where(e => e.CaseId == caseId && e.EndedAt == null).OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        return id is null ? null : await FindAsync(id, cancellationToken);
    }

    public OpenRequest Add(HelpRequest row, Policy policy, Seal seal, Team? team)
    {
        db.Add(row);
        return new OpenRequest(row, [], [], policy, seal) { TeamZone = team?.Zone };
    }

    /// <summary>The machine of this escalation at this instant.</summary>
    public async Task<Course> CourseAsync(OpenRequest open, CancellationToken cancellationToken) =>
        new(open.Row, open.Asked, open.Policy, await DutyAsync(open, cancellationToken), clock.Milliseconds());

    /// <summary>Keeps what the machine did. <paramref name="note"/> belongs to the last thing that happened.</summary>
    public void Keep(OpenRequest open, Course course, string? channel = null, string? note = null)
    {
        open.Row.Version++;
        var now = clock.Milliseconds();
        for (var i = 0; i < course.Happened.Count; i++)
        {
            var (kind, person, other, until) = course.Happened[i];
            var happened = new HelpEvent
            {
                Id = ids.New(), RequestId = open.Row.Id, At = now, Kind = kind, PersonId = person, OtherId = other, Channel = channel, Until = until,
                Note = note is not null && i == course.Happened.Count - 1 ? open.Seal.Close(note) : null,
            };
            open.History.Add(happened);
            db.Add(happened);
        }

        foreach (var asked in open.Asked)
        {
            if (db.Entry(asked).State == EntityState.Detached) db.Add(asked);
        }
    }

    private Task<string?> ZoneOfAsync(string? teamId, CancellationToken cancellationToken) =>
        teamId is null ? Task.FromResult<string?>(null) : db.Set<Team>().Where(t => t.Id == teamId).Select(t => t.Zone).FirstOrDefaultAsync(cancellationToken);

    private async Task<Duty> DutyAsync(OpenRequest open, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. open.Policy.People, .. open.Asked.Select(a => a.PersonId)];
        var absences = await db.Set<Absence>().AsNoTracking().Where(a => wanted.Contains(a.PersonId)).ToListAsync(cancellationToken);
        wanted.AddRange(absences.Select(a => a.DeputyId).OfType<string>());
        var deputies = absences.Select(a => a.DeputyId).OfType<string>().ToList();
        if (deputies.Count > 0) absences.AddRange(await db.Set<Absence>().AsNoTracking().Where(a => deputies.Contains(a.PersonId)).ToListAsync(cancellationToken));
        var people = await db.Set<Person>().AsNoTracking().Where(p => wanted.Contains(p.Id)).ToListAsync(cancellationToken);
        var away = absences.DistinctBy(a => a.PersonId).ToDictionary(a => a.PersonId);
        return new Duty(open.Policy.Hours, people.ToDictionary(p => p.Id, p => new Colleague(
            p.Id, LocalTimes.ZoneOf(p.Zone ?? open.TeamZone), away.GetValueOrDefault(p.Id)?.Until, away.GetValueOrDefault(p.Id)?.DeputyId)));
    }
}
