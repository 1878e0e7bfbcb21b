using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>[Ask a manager] on a guidance card, and where nobody is set up [NAME] and [Ask in the team's channel].</summary>
internal sealed class AskButtons(ClientBotDb db, Turn turn, Cases cases, EscalationDesk desk) : IButtons
{
    public IReadOnlyCollection<string> Actions { get; } = [EscalationActions.Ask, EscalationActions.AskPerson, EscalationActions.AskChannel];

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (press.Action == EscalationActions.AskPerson)
        {
            var person = await db.Set<Person>().FirstOrDefaultAsync(p => p.Id == press.Id, cancellationToken);
            if (person is null) await turn.SayAsync("I don't know that person any more. Name somebody: `escalate: NAME`.", cancellationToken);
            else await desk.AskAsync([person], "", null, cancellationToken);
            return;
        }

        if (press.Action == EscalationActions.AskChannel)
        {
            await desk.AskAsync([], "", null, cancellationToken, inChannel: true);
            return;
        }

        var caseId = await db.Set<Round>().Where(r => r.Id == press.Id).Select(r => r.CaseId).FirstOrDefaultAsync(cancellationToken);
        var open = caseId is null ? null : await cases.FindAsync(caseId, cancellationToken);
        if (open is null || open.Case.PersonId != turn.Person.Id) await turn.SayAsync(Rounds.NoLongerHere, cancellationToken);
        else await desk.AskAsync([], "", open, cancellationToken);
    }
}

/// <summary>The buttons of the asker's status card.</summary>
internal sealed class AskerButtons(EscalationDesk desk) : IButtons
{
    public IReadOnlyCollection<string> Actions => EscalationActions.OfAsker;

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => desk.PressAsync(press, cancellationToken);
}

/// <summary>The buttons of the card of whoever was asked.</summary>
internal sealed class HelperButtons(Helpers helpers) : IButtons
{
    public IReadOnlyCollection<string> Actions => EscalationActions.OfHelper;

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => helpers.PressAsync(press, cancellationToken);
}
