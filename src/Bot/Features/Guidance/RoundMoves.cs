using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>Takes a round out of its case.</summary>
public sealed class RoundMoves(ClientBotDb db, Cases cases, Outbox outbox, Turn turn)
{
    /// <summary>Into a case of its own, key and all; a case's only round stays where it is.</summary>
    public async Task<OpenCase> ToNewCaseAsync(Round round, OpenCase from, CancellationToken cancellationToken)
    {
        if (!await db.Set<Round>().AnyAsync(r => r.CaseId == round.CaseId && r.Id != round.Id, cancellationToken)) return from;
        var (words, reading) = (from.Seal.Open(round.Words), from.Seal.Open(round.Reading));
        from.Case.Rounds--;
        var to = await cases.NewAsync(turn.Person, turn.Sender.Address, null, cancellationToken);
        to.Case.Rounds = 1;
        round.CaseId = to.Case.Id;
        round.Number = 1;
        round.Words = to.Seal.Close(words);
        round.Reading = to.Seal.Close(reading);
        await db.Set<Correction>().Where(c => c.RoundId == round.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.CaseId, to.Case.Id), cancellationToken);
        await db.Set<ShownCard>().Where(c => c.Subject == Rounds.SubjectOf(round)).ExecuteUpdateAsync(c => c.SetProperty(x => x.DataKeyId, to.Seal.Id), cancellationToken);
        return to;
    }

    /// <summary>Deletes the round and its card, and with the last round the case.</summary>
    public async Task AwayAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        if (!await db.Set<Round>().AnyAsync(r => r.CaseId == round.CaseId && r.Id != round.Id, cancellationToken))
        {
            await cases.ForgetAsync(open.Case, cancellationToken);
            return;
        }

        open.Case.Rounds--;
        await outbox.TakeBackAsync(Rounds.SubjectOf(round), turn.Person.Id, cancellationToken);
        db.Remove(round);
    }
}
