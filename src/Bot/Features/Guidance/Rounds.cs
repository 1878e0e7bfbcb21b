using System.Data.Common;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>Makes rounds of what clients say, finds them again, and shows what the playbook says to them.</summary>
public sealed class Rounds(
    ClientBotDb db, Cases cases, Vault vault, IExclusive exclusive, Turn turn, ClientReader reader, CurrentPlaybook playbook, GuidanceCard card, Outbox outbox, Lazy<Commands> commands, TimeProvider clock, Ids ids)
{
    /// <summary>More than this is not kept: what is read is shorter still (<see cref="Assessment.ReadLimit"/>).</summary>
    private const int KeptLength = 8000;

    private const int LongestTitle = 24;

    private static readonly Statement OwnRound = new(
        $"SELECT {Round.Columns}, {Case.Columns}, k.wrapped FROM rounds r JOIN cases c ON c.id = r.case_id JOIN data_keys k ON k.id = c.data_key_id WHERE r.id = @0 AND c.person_id = @1", 2);

    private static readonly Statement Lines = new("SELECT id, lines, intensity, number, words FROM rounds WHERE case_id = @0 AND id <> @1 ORDER BY id", 2);

    private (string Words, Assessment Reading)? _ahead;

    // A case of somebody else's and one that is gone sound the same: nobody learns that it exists.
    public const string NoLongerHere = "That case is no longer here: it was forgotten, or its time was up. Send me the client's words again for a fresh card.";

    public static string SubjectOf(Round round) => "round:" + round.Id;

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
        var before = latest is null ? [] : await LinesOfAsync(latest.Case.Id, null, cancellationToken);
        // The very same words once more (pasted twice, or the message action after a paste) are no new round: its card comes again.
        if (before is [.., var last] && latest!.Seal.Open(last.Words) == words) return await AgainAsync(last.Id, latest, cancellationToken);
        // Whose message of a channel it is nobody said: it joins no case.
        var open = mayNameClient ? await cases.OpenOrJoinAsync(turn.Person, label, cancellationToken) : cases.New(turn.Person, null);
        if (open.Case != latest?.Case) before = open.Case.Rounds == 0 ? [] : await LinesOfAsync(open.Case.Id, null, cancellationToken);
        var round = new Round
        {
            Id = ids.New(), CaseId = open.Case.Id, Number = before.Count == 0 ? 1 : before.Max(b => b.Number) + 1, At = clock.Milliseconds(), Words = open.Seal.Close(words),
            Reading = open.Seal.Close(ReadingJson.Write(reading)), ReadAs = reading.Situation, Intensity = reading.Intensity,
            Trend = before.Count == 0 ? 0 : Temperature.Change(before[^1].Intensity, reading, words), Version = 1,
        };
        db.Add(round);
        open.Case.Rounds++;
        return await ShowAsync(round, open, words, before, cancellationToken, reading);
    }

    /// <summary>The round behind a button, if it is there and this person's; else they are told, and the answer is null.</summary>
    internal async Task<(Round Round, OpenCase Case)?> FindAsync(ButtonPress press, CancellationToken cancellationToken, bool tell = true)
    {
        // Read only once nobody else can be forgetting or changing it.
        await exclusive.AlsoAsync(db, Locks.Cases(turn.Person.Id), cancellationToken);
        if (Ids.IsId(press.Id) && await OwnRound.FirstAsync(db, OwnedRound.In, [press.Id, turn.Person.Id], cancellationToken) is var (round, row, wrapped))
            return (db.Known(round, r => r.Id == round.Id), new OpenCase(db.Known(row, c => c.Id == row.Id), vault.Opened(row.DataKeyId, wrapped)));
        if (tell) await turn.SayAsync(NoLongerHere, cancellationToken);
        return null;
    }

    /// <summary>The button of the person's newest card whose title this text is, or null: who types "Ours" answers the card.</summary>
    public async Task<ButtonPress?> OptionAsync(string text, CancellationToken cancellationToken)
    {
        var title = text.Trim().TrimEnd('.', '!');
        if (title.Length is 0 or > LongestTitle || await cases.LatestAsync(turn.Person, cancellationToken) is not { } open) return null;
        var last = await db.Set<Round>().AsNoTracking().Where(r => r.CaseId == open.Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null) return null;
        return card.ButtonTitled(title, await ViewAsync(last, open, cancellationToken));
    }

    /// <summary>A round and what the playbook says to it now, without showing it.</summary>
    internal async Task<RoundView> ViewAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        var reading = Reading(round, open);
        var others = await LinesOfAsync(round.CaseId, round.Id, cancellationToken);
        return new RoundView(round, open, reading, playbook.Guide.For(reading, RequestFor(round, open, open.Seal.Open(round.Words), others)), playbook.Edition.Names, null);
    }

    /// <summary>Shows the newest card of a case once more, at the end of the chat; false when the case has none.</summary>
    public async Task<bool> ShowLatestAsync(OpenCase open, CancellationToken cancellationToken)
    {
        var last = await db.Set<Round>().Where(r => r.CaseId == open.Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null) return false;
        await outbox.RepostAsync(SubjectOf(last), cancellationToken);
        await RefreshAsync(last, open, cancellationToken);
        return true;
    }

    /// <summary>Shows a round again after something about its case changed.</summary>
    internal async Task<RoundView> RefreshAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        round.Version++;
        var lines = await LinesOfAsync(round.CaseId, round.Id, cancellationToken);
        return await ShowAsync(round, open, open.Seal.Open(round.Words), lines, cancellationToken);
    }

    private async Task<RoundView> AgainAsync(string id, OpenCase open, CancellationToken cancellationToken)
    {
        var round = await db.Set<Round>().FirstAsync(r => r.Id == id, cancellationToken);
        await outbox.RepostAsync(SubjectOf(round), cancellationToken);
        return await RefreshAsync(round, open, cancellationToken);
    }

    private static (string? Label, string Words) In(string text, bool mayNameClient)
    {
        var masked = PaymentNumbers.Masked(text);
        var (label, words) = mayNameClient ? ForClient.In(masked) : (null, masked.Trim());
        return (label, words.Shortened(KeptLength));
    }

    private async Task<RoundView> ShowAsync(
        Round round, OpenCase open, string words, List<ShownLines> others, CancellationToken cancellationToken, Assessment? read = null)
    {
        var reading = read ?? Reading(round, open);
        var answer = playbook.Guide.For(reading, RequestFor(round, open, words, others));
        round.PlayId = answer.PlayId;
        round.Lines = string.Join(',', round.Lines.Split(',', StringSplitOptions.RemoveEmptyEntries).Union(answer.LineIds));
        var view = new RoundView(round, open, reading, answer, playbook.Edition.Names, round.Version == 1 ? commands.Value.MaybeMeant(words)?.Word : null)
        {
            MayBeCrisis = round.Corrected is not null && ReadingJson.Read(open.Seal.Open(round.Reading)).Flags.Contains(Flag.SelfHarm),
        };
        await turn.ShowAsync(SubjectOf(round), card.Activity(view), open.Seal, cancellationToken);
        return view;
    }

    private GuidanceRequest RequestFor(Round round, OpenCase open, string words, List<ShownLines> others) =>
        RoundRequest.Of(round, open, words, others.ConvertAll(o => new OtherRound(o.Number, o.Intensity, o.Lines)), turn.Person.Zone, playbook.Guide);

    // Who says "it's this" has also said that it isn't about self-harm.
    private static Assessment Reading(Round round, OpenCase open)
    {
        var reading = ReadingJson.Read(open.Seal.Open(round.Reading));
        return round.Corrected is null || !reading.Flags.Contains(Flag.SelfHarm) ? reading : reading with { Flags = reading.Flags.Where(f => f != Flag.SelfHarm).ToHashSet() };
    }

    private Task<List<ShownLines>> LinesOfAsync(string caseId, string? except, CancellationToken cancellationToken) => Lines.AllAsync(
        db, static r => new ShownLines(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), (byte[])r.GetValue(4)), [caseId, except ?? ""], cancellationToken);

    private sealed record OwnedRound(Round Round, Case Case, byte[] Wrapped)
    {
        public static OwnedRound In(DbDataReader row) => new(Round.In(row), Case.In(row, Round.ColumnCount), (byte[])row.GetValue(row.FieldCount - 1));
    }

    private sealed record ShownLines(string Id, string Lines, int Intensity, int Number, byte[] Words);
}
