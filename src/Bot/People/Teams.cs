using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.People;

/// <summary>Finds a person's team, and where it is at home: in channels, whichever thread of them somebody speaks in.</summary>
public sealed class Teams(ClientBotDb db, Ids ids)
{
    // The same order as OfAsync's, in one look: every new case asks.
    private static readonly Statement TeamId = new(
        """
        SELECT COALESCE(
          (SELECT MIN(c.team_id) FROM team_channels c JOIN addresses a ON a.id = c.address_id WHERE a.channel = @0 AND a.tenant = @2 AND a.conversation_id = @3),
          (SELECT t.id FROM persons p JOIN teams t ON t.id = p.default_team_id WHERE p.id = @1),
          (SELECT MIN(team_id) FROM team_members WHERE person_id = @1),
          (SELECT MIN(id) FROM teams HAVING COUNT(*) = 1))
        """, 4);

    /// <summary>The id of <see cref="OfAsync"/>'s team, without its row.</summary>
    public async Task<string?> IdOfAsync(Person person, Address where, CancellationToken cancellationToken) =>
        (await TeamId.FirstAsync(db, static r => new Found(r.Text(0)), [where.Channel, person.Id, where.Tenant, where.RoomId], cancellationToken))?.Id;

    /// <summary>In a team's home channel that team; else the person's default, else the one they are in, else the only one there is.</summary>
    public async Task<Team?> OfAsync(Person person, Address where, CancellationToken cancellationToken)
    {
        if (where.Kind != ConversationKind.Personal
            && await HomesIn(where).Join(db.Set<Team>(), c => c.TeamId, t => t.Id, (_, t) => t).FirstOrDefaultAsync(cancellationToken) is { } here)
            return here;
        if (person.DefaultTeamId is { } id && await db.Set<Team>().FirstOrDefaultAsync(t => t.Id == id, cancellationToken) is { } preferred) return preferred;
        var mine = await db.Set<TeamMember>().Where(m => m.PersonId == person.Id).Join(db.Set<Team>(), m => m.TeamId, t => t.Id, (_, t) => t).OrderBy(t => t.Id).FirstOrDefaultAsync(cancellationToken);
        if (mine is not null) return mine;
        return await db.Set<Team>().OrderBy(t => t.Id).Take(2).ToListAsync(cancellationToken) is [var only] ? only : null;
    }

    /// <summary>True where the team is at home in a channel that no outsider reads.</summary>
    public Task<bool> HasChannelAsync(Team? team, CancellationToken cancellationToken) => team is null ? Task.FromResult(false) :
        db.Set<TeamChannel>().Where(c => c.TeamId == team.Id).Join(db.Set<Address>(), c => c.AddressId, a => a.Id, (_, a) => a).AnyAsync(a => !a.HasGuests, cancellationToken);

    /// <summary>Whether some team is at home here, or the one of this id.</summary>
    public Task<bool> IsHomeAsync(Address where, CancellationToken cancellationToken, string? teamId = null) =>
        HomesIn(where).AnyAsync(c => teamId == null || c.TeamId == teamId, cancellationToken);

    /// <summary>Makes the channel, not just this thread of it, a home of the team.</summary>
    public async Task SettleAsync(Team team, Address where, CancellationToken cancellationToken)
    {
        var home = where.ConversationId == where.RoomId
            ? where
            : await db.Set<Address>().FirstOrDefaultAsync(a => a.Channel == where.Channel && a.Tenant == where.Tenant && a.ConversationId == where.RoomId, cancellationToken);
        if (home is null)
        {
            home = new Address
            {
                Id = ids.New(), Channel = where.Channel, Tenant = where.Tenant, ConversationId = where.RoomId, Kind = where.Kind, ServiceUrl = where.ServiceUrl, BotId = where.BotId,
            };
            db.Add(home);
        }

        db.Add(new TeamChannel { TeamId = team.Id, AddressId = home.Id });
    }

    private IQueryable<TeamChannel> HomesIn(Address where)
    {
        var room = where.RoomId;
        return db.Set<Address>().Where(a => a.Channel == where.Channel && a.Tenant == where.Tenant && a.ConversationId == room)
            .Join(db.Set<TeamChannel>(), a => a.Id, c => c.AddressId, (_, c) => c);
    }

    private sealed record Found(string? Id);
}
