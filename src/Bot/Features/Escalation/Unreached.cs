using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>A card that can't reach whom it is for: the next person is asked at once, and the asker sees it.</summary>
internal sealed class Unreached(ClientBotDb db, Escalations escalations, HelpBoard board) : ICardWatch
{
    public async Task<bool> OnUndeliverableAsync(string subject, string personId, Outcome outcome, CancellationToken cancellationToken)
    {
        if (HelpSubjects.RequestIdIn(subject) is not { } id) return false;
        if (await escalations.FindAsync(id, cancellationToken) is not { } open || personId == open.Row.AskerId) return false;
        var course = await escalations.CourseAsync(open, cancellationToken);
        course.Unreachable(personId);
        if (course.Happened.Count > 0) await board.PostAsync(open, course, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
