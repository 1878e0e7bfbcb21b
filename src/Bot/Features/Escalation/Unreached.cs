using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>A card that can't reach whom it is for: the next person is asked at once, and the asker sees it.</summary>
internal sealed class Unreached(ClientBotDb db, Escalations escalations, HelpBoard board) : ICardWatch
{
    public async Task<bool> OnUndeliverableAsync(string subject, string personId, Outcome outcome, CancellationToken cancellationToken)
    {
        if (HelpBoard.RequestIdIn(subject) is not { } id) return false;
        if (await escalations.FindAsync(id, cancellationToken) is not { } open || subject == HelpBoard.SubjectOf(open.Row)) return false;
        var course = await escalations.CourseAsync(open, cancellationToken);
        course.Unreachable(personId);
        if (course.Happened.Count > 0) await board.PostAsync(open, course, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}

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
