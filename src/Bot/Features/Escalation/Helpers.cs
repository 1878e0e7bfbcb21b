using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>What those who are asked can do: take it, answer, decide, hand it on.</summary>
public sealed class Helpers(ClientBotDb db, Turn turn, Escalations escalations, HelpBoard board, HelpRights rights, TimeProvider clock, ILogger<Helpers> log)
{
    private const int LongestAnswer = 2000;

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindAsync(press.Id, cancellationToken) is not { } open) return;
        if (press.Action is EscalationActions.Approve or EscalationActions.Decline && (open.Row.Need != Need.Approve || press.Version < open.Row.AskedVersion))
        {
            await turn.SayAsync(HelpTexts.Changed, cancellationToken);
            return;
        }

        var answer = Input(press, "answer");
        if (press.Action == EscalationActions.Answer && answer is null)
        {
            await turn.SayAsync("Write your answer in the field first, then press Send.", cancellationToken);
            return;
        }

        var note = press.Action switch
        {
            EscalationActions.Answer or EscalationActions.Resolve or EscalationActions.Decline => answer,
            EscalationActions.Approve => Input(press, "amount") ?? open.Amount,
            _ when QuickOf(press.Action) is { } quick => quick.Words,
            _ => null,
        };
        await DoAsync(open, press.Action, note, cancellationToken);
    }

    /// <summary>A typed answer to the card: a reply in its thread, or a quote of it.</summary>
    public async Task AnswerAsync(string requestId, string words, CancellationToken cancellationToken)
    {
        if (await FindAsync(requestId, cancellationToken) is { } open) await DoAsync(open, EscalationActions.Answer, Kept(words), cancellationToken);
    }

    /// <summary>The escalation, where this person may act on it and it still runs; else they are told why not.</summary>
    internal async Task<OpenRequest?> FindAsync(string id, CancellationToken cancellationToken, bool tell = true)
    {
        var open = Ids.IsId(id) ? await escalations.FindAsync(id, cancellationToken) : null;
        string? told = null;
        if (open is null)
        {
            told = HelpTexts.NoLongerHere;
        }
        else if (!await rights.MayActAsync(turn.Person.Id, open, turn.Sender.Address, cancellationToken))
        {
            Log.NoRight(log, turn.Person.Id, open.Row.Id);
            told = HelpTexts.NotYours;
        }
        else if (open.Row.IsOver)
        {
            told = HelpTexts.Over(open.Row);
        }

        if (told is null) return open;
        if (tell) await turn.SayAsync(told, cancellationToken);
        return null;
    }

    private async Task DoAsync(OpenRequest open, string action, string? note, CancellationToken cancellationToken)
    {
        var me = turn.Person.Id;
        if (open.Row.OwnerId is { } owner && owner != me)
        {
            var name = await db.Set<Person>().Where(p => p.Id == owner).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
            await turn.SayAsync(HelpTexts.Taken(PlainRun.Of(name is { Length: > 0 } ? name : "A colleague"), open.Row.TakenAt ?? open.Row.CreatedAt, clock.Milliseconds()), cancellationToken);
            return;
        }

        if (SaidAlready(open, me, action, note) is { } before)
        {
            await turn.SayAsync(HelpTexts.Already(before, clock.Milliseconds()), cancellationToken);
            return;
        }

        var course = await escalations.CourseAsync(open, cancellationToken);
        switch (action)
        {
            case EscalationActions.CannotNow:
                course.CannotNow(me);
                break;
            case EscalationActions.Resolve:
                course.Resolve(me);
                break;
            case EscalationActions.Approve or EscalationActions.Decline:
                course.Take(me, KindOf(action));
                if (action == EscalationActions.Approve && note is not null) open.Row.Amount = open.Seal.Close(note);
                break;
            default:
                course.Take(me, KindOf(action));
                break;
        }

        await board.PostAsync(open, course, cancellationToken, turn.Sender, note);
    }

    // Pressed twice: when that was. Somebody who was asked once more since says it anew.
    private static long? SaidAlready(OpenRequest open, string me, string action, string? note)
    {
        if (action == EscalationActions.Take) return open.Row.OwnerId == me ? open.Row.TakenAt : null;
        return open.History.LastOrDefault(e => e.PersonId == me) is { } last && last.Kind == KindOf(action) && open.NoteOf(last) == note ? last.At : null;
    }

    private static HelpEventKind KindOf(string action) => action switch
    {
        EscalationActions.Take => HelpEventKind.Taken,
        EscalationActions.Join => HelpEventKind.Joined,
        EscalationActions.TakeOver => HelpEventKind.TookOver,
        EscalationActions.Approve => HelpEventKind.Approved,
        EscalationActions.Decline => HelpEventKind.Declined,
        EscalationActions.CannotNow => HelpEventKind.CannotNow,
        EscalationActions.Resolve => HelpEventKind.Resolved,
        _ => HelpEventKind.Answered,
    };

    private static QuickAnswer? QuickOf(string action) => QuickAnswer.All.FirstOrDefault(q => q.Action == action);

    private static string? Input(ButtonPress press, string id) =>
        press.Inputs.TryGetValue(id, out var text) && text.Trim() is { Length: > 0 } trimmed ? Kept(trimmed) : null;

    private static string Kept(string text) => PaymentNumbers.Masked(text).Shortened(LongestAnswer);
}
