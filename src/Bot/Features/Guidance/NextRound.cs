using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>Makes a round of what a client says.</summary>
public sealed class NextRound(ClientBotDb db, Cases cases, Turn turn, ClientReader reader, Rounds rounds, TimeProvider clock, Ids ids)
{
    /// <summary>More than this is not kept: what is read is shorter still (<see cref="Assessment.ReadLimit"/>).</summary>
    private const int KeptLength = 8000;

    private (string Words, Assessment Reading)? _ahead;

    /// <summary>Reads a client's message before the turn holds a lock, for <see cref="AnswerAsync"/>.</summary>
    public void ReadAhead(string text)
    {
        var (_, words) = In(text, mayNameClient: true);
        _ahead = (words, reader.Read(words));
    }

    /// <summary>Reads a client's message, joins it to the person's open case or opens one, and shows the card.</summary>
    public async Task<RoundView> AnswerAsync(string text, CancellationToken cancellationToken, bool mayNameClient = true)
    {
        var (label, words) = In(text, mayNameClient);
        var reading = _ahead is { } ahead && ahead.Words == words ? ahead.Reading : reader.Read(words);
        var latest = label is null ? await cases.LatestAsync(turn.Person, cancellationToken) : null;
        var before = latest is null ? [] : await rounds.LinesOfAsync(latest.Case.Id, null, cancellationToken);
        // The very same words once more (pasted twice, or the message action after a paste) are no new round: its card comes again.
        if (before is [.., var last] && latest!.Seal.Open(last.Words) == words) return await rounds.RepostAsync(await db.Set<Round>().FirstAsync(r => r.Id == last.Id, cancellationToken), latest, cancellationToken);
        // Whose message of a channel it is nobody said: it joins no case.
        var open = mayNameClient ? await cases.OpenOrJoinAsync(turn.Person, turn.Sender.Address, label, cancellationToken) : await cases.NewAsync(turn.Person, turn.Sender.Address, null, cancellationToken);
        if (open.Case != latest?.Case) before = open.Case.Rounds == 0 ? [] : await rounds.LinesOfAsync(open.Case.Id, null, cancellationToken);
        var round = new Round
        {
            Id = ids.New(), CaseId = open.Case.Id, Number = before.Count == 0 ? 1 : before.Max(b => b.Number) + 1, At = clock.Milliseconds(), Words = open.Seal.Close(words),
            Reading = open.Seal.Close(ReadingJson.Write(reading)), ReadAs = reading.Situation, Intensity = reading.Intensity,
            Trend = before.Count == 0 ? 0 : Temperature.Change(before[^1].Intensity, reading, words), Version = 1,
        };
        db.Add(round);
        open.Case.Rounds++;
        return await rounds.ShowAsync(round, open, words, before, cancellationToken, reading);
    }

    private static (string? Label, string Words) In(string text, bool mayNameClient)
    {
        var masked = PaymentNumbers.Masked(text);
        var (label, words) = mayNameClient ? ForClient.In(masked) : (null, masked.Trim());
        return (label, words.Shortened(KeptLength));
    }
}
