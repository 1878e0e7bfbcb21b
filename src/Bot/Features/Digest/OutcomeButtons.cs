using ClientBot.Conversation;
using ClientBot.Features.Casebook;

namespace ClientBot.Features.Digest;

/// <summary>[Calmer], [The same], [Worse] on the morning card. The last one pressed counts.</summary>
internal sealed class OutcomeButtons(Turn turn, Cases cases, MorningCards cards, Storage.ClientBotDb db) : IButtons
{
    public IReadOnlyCollection<string> Actions => DigestActions.Outcomes;

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        var open = Storage.Ids.IsId(press.Id) ? await cases.FindAsync(press.Id, cancellationToken) : null;
        if (open is null || open.Case.PersonId != turn.Person.Id || open.Case.AskedAt is not { } askedAt)
        {
            await turn.SayAsync(CaseOpening.Gone, cancellationToken);
            return;
        }

        open.Case.Outcome = DigestActions.OutcomeOf(press.Action);
        await db.SaveChangesAsync(cancellationToken);
        await cards.ShowAsync(turn.Person, turn.Sender.Address, askedAt, cancellationToken);
    }
}
