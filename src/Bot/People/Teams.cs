using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.People;

/// <summary>Finds a person's team.</summary>
public sealed class Teams(ClientBotDb db)
{
    /// <summary>In a team's home channel that team; else the person's default, else the one they are in, else the only one there is.</summary>
    public async Task<Team?> OfAsync(Person person, Address where, CancellationToken cancellationToken)
    {
        if (where.Kind != ConversationKind.Personal
            && await db.Set<TeamChannel>().Where(c => c.AddressId == where.Id).Join(db.Set<Team>(), c => c.TeamId, t => t.Id, (_, t) => t).FirstOrDefaultAsync(cancellationToken) is { } here)
            return here;
        if (person.DefaultTeamId is { } id && await db.Set<Team>().FirstOrDefaultAsync(t => t.Id == id, cancellationToken) is { } preferred) return preferred;
        var mine = await db.Set<TeamMember>().Where(m => m.PersonId == person.Id).Join(db.Set<Team>(), m => m.TeamId, t => t.Id, (_, t) => t).OrderBy(t => t.Id).FirstOrDefaultAsync(cancellationToken);
        if (mine is not null) return mine;
        return await db.Set<Team>().OrderBy(t => t.Id).Take(2).ToListAsync(cancellationToken) is [var only] ? only : null;
    }

    /// <summary>True where the team is at home in a channel that no outsider reads.</summary>
    public Task<bool> HasChannelAsync(Team? team, CancellationToken cancellationToken) => team is null ? Task.FromResult(false) :
        db.Set<TeamChannel>().Where(c => c.TeamId == team.Id).Join(db.Set<Address>(), c => c.AddressId, a => a.Id, (_, a) => a).AnyAsync(a => !a.HasGuests, cancellationToken);
}
