using ClientBot.Features.Casebook;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>What the person's open case has been read as, for other features: its key, what it is now, and every flag that came up.</summary>
public sealed record CaseSoFar(Seal Seal, Situation? Situation, IReadOnlySet<Flag> Flags);

/// <summary>Finds it.</summary>
public sealed class CasesSoFar(ClientBotDb db, Cases cases)
{
    /// <returns>Null where no case is open that a new message would join.</returns>
    public async Task<CaseSoFar?> OfAsync(People.Person person, CancellationToken cancellationToken)
    {
        if (await cases.LatestAsync(person, cancellationToken) is not { } open) return null;
        var rounds = await db.Set<Round>().AsNoTracking().Where(r => r.CaseId == open.Case.Id).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        if (rounds.Count == 0) return null;
        var flags = new HashSet<Flag>();
        foreach (var round in rounds)
        {
            var read = ReadingJson.Read(open.Seal.Open(round.Reading)).Flags;
            // Who says "it's this" has also said that it isn't about self-harm.
            flags.UnionWith(round.Corrected is null ? read : read.Where(f => f != Flag.SelfHarm));
        }

        return new CaseSoFar(open.Seal, rounds[^1].Corrected ?? rounds[^1].ReadAs, flags);
    }
}
