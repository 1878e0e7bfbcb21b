using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>Who may act on an escalation: whoever is in its policy or was asked, and the team's managers. Never the asker.</summary>
public sealed class HelpRights(ClientBotDb db)
{
    public async Task<bool> MayActAsync(string personId, OpenRequest open, CancellationToken cancellationToken)
    {
        if (personId == open.Row.AskerId) return false;
        if (open.Asked.Exists(a => a.PersonId == personId) || open.Policy.People.Contains(personId)) return true;
        if (open.Row.TeamId is not { } team) return false;
        // The notice in the team's channel asked its members when nobody else was left.
        var anybody = open.Row.State == HelpState.Exhausted;
        return await db.Set<TeamMember>().AnyAsync(m => m.TeamId == team && m.PersonId == personId && (m.IsManager || anybody), cancellationToken);
    }
}
