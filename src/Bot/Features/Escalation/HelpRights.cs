using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>Who may act on an escalation: whoever is in its policy or was asked, the team's managers, and once nobody is left, whoever reads the notice. Never the asker.</summary>
public sealed class HelpRights(ClientBotDb db, Teams teams)
{
    public async Task<bool> MayActAsync(string personId, OpenRequest open, Address where, CancellationToken cancellationToken)
    {
        if (personId == open.Row.AskerId) return false;
        if (open.Asked.Exists(a => a.PersonId == personId) || open.Policy.People.Contains(personId)) return true;
        if (open.Row.TeamId is not { } team) return false;
        if (await db.Set<TeamMember>().AnyAsync(m => m.TeamId == team && m.PersonId == personId && m.IsManager, cancellationToken)) return true;
        return open.Row.State == HelpState.Exhausted && !where.HasGuests && await teams.IsHomeAsync(where, cancellationToken, team);
    }
}
