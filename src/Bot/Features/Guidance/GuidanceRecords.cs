using ClientBot.Features.Casebook;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>What this feature keeps of a case, deleted with it.</summary>
internal sealed class GuidanceRecords(ClientBotDb db) : IOfCase
{
    public async Task ForgetAsync(string caseId, CancellationToken cancellationToken)
    {
        await db.Set<Correction>().Where(c => c.CaseId == caseId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Round>().Where(r => r.CaseId == caseId).ExecuteDeleteAsync(cancellationToken);
    }
}
