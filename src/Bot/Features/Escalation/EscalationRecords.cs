using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>What this feature keeps of a case, deleted with it.</summary>
internal sealed class EscalationRecords(ClientBotDb db, IExclusive exclusive) : Casebook.IOfCase
{
    public async Task ForgetAsync(string caseId, CancellationToken cancellationToken)
    {
        var requests = db.Set<HelpRequest>();
        foreach (var id in requests.Where(e => e.CaseId == caseId).Select(e => e.Id).OrderBy(i => i).ToList())
        {
            await exclusive.AlsoAsync(db, Locks.Escalation(id), cancellationToken);
            await Delete(db, id, cancellationToken);
        }
    }

    private static async Task Delete(ClientBotDb db, string id, CancellationToken cancellationToken)
    {
        foreach (var tracked in db.ChangeTracker.Entries().Where(e => Belongs(e.Entity, id)).ToList()) tracked.State = EntityState.Detached;
        await db.Set<HelpEvent>().Where(e => e.RequestId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<AskedPerson>().Where(e => e.RequestId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<HelpRequest>().Where(e => e.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    private static bool Belongs(object entity, string id) => entity switch
    {
        HelpRequest request => request.Id == id, AskedPerson asked => asked.RequestId == id, HelpEvent happened => happened.RequestId == id, _ => false,
    };
}
