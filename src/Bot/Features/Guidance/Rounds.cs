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

/// <summary>Finds rounds, and shows what the playbook says to them.</summary>
public sealed class Rounds(
    ClientBotDb db, Cases cases, Vault vault, IExclusive exclusive, Turn turn, CurrentPlaybook playbook, GuidanceCard card, Outbox outbox, Lazy<Commands> commands)
{
    private const int LongestTitle = 24;

    private static readonly Statement OwnRound = new(
        $"SELECT {Round.Columns}, {Case.Columns}, k.wrapped FROM rounds r JOIN cases c ON c.id = r.case_id JOIN data_keys k ON k.id = c.data_key_id WHERE r.id = @0 AND c.person_id = @1", 2);

    private static readonly Statement Lines = new("SELECT id, lines, intensity, number, words FROM rounds WHERE case_id = @0 AND id <> @1 ORDER BY id", 2);

    // A case of somebody else's and one that is gone sound the same: nobody learns that it exists.
    public const string NoLongerHere = "That case is no longer here: it was forgotten, or its time was up. Send me the client's words again for a fresh card.";

    public static string SubjectOf(Round round) => "round:" + round.Id;

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

    /// <summary>Shows a round's card once more, at the end of the chat.</summary>
    internal async Task<RoundView> RepostAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        await outbox.RepostAsync(SubjectOf(round), cancellationToken);
        return await RefreshAsync(round, open, cancellationToken);
    }

    /// <summary>Shows the newest card of a case once more, at the end of the chat; false when the case has none.</summary>
    public async Task<bool> ShowLatestAsync(OpenCase open, CancellationToken cancellationToken)
    {
        var last = await db.Set<Round>().Where(r => r.CaseId == open.Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null) return false;
        await RepostAsync(last, open, cancellationToken);
        return true;
    }

    /// <summary>Shows a round again after something about its case changed.</summary>
    internal async Task<RoundView> RefreshAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        round.Version++;
        var lines = await LinesOfAsync(round.CaseId, round.Id, cancellationToken);
        return await ShowAsync(round, open, open.Seal.Open(round.Words), lines, cancellationToken);
    }

    internal async Task<RoundView> ShowAsync(
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

    /// <summary>What the rounds of a case have shown, oldest first.</summary>
    internal Task<List<ShownLines>> LinesOfAsync(string caseId, string? except, CancellationToken cancellationToken) => Lines.AllAsync(
        db, static r => new ShownLines(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), (byte[])r.GetValue(4)), [caseId, except ?? ""], cancellationToken);

    private sealed record OwnedRound(Round Round, Case Case, byte[] Wrapped)
    {
        public static OwnedRound In(DbDataReader row) => new(Round.In(row), Case.In(row, Round.ColumnCount), (byte[])row.GetValue(row.FieldCount - 1));
    }
}

/// <summary>A round as the next one needs to know it.</summary>
internal sealed record ShownLines(string Id, string Lines, int Intensity, int Number, byte[] Words);
