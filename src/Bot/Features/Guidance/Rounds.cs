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

/// <summary>Makes rounds of what clients say, and changes them when a button is pressed. The card follows.</summary>
public sealed class Rounds(
    ClientBotDb db, Cases cases, Vault vault, IExclusive exclusive, Turn turn, ClientReader reader, CurrentPlaybook playbook, GuidanceCard card, Outbox outbox, Lazy<Commands> commands, TimeProvider clock, Ids ids)
{
    /// <summary>More than this is not kept: what is read is shorter still (<see cref="Assessment.ReadLimit"/>).</summary>
    private const int KeptLength = 8000;

    private const int LongestTitle = 24;

    /// <summary>From this intensity an earlier round was a fight.</summary>

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
        var open = mayNameClient ? await cases.OpenOrJoinAsync(turn.Person, turn.Sender.Address, label, cancellationToken) : await cases.NewAsync(turn.Person, turn.Sender.Address, null, cancellationToken);
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

    /// <summary>
    /// Does what a button says and returns the card as it is then; null when there is nothing more to show, and the person
    /// was told why.
    /// </summary>
    public async Task<RoundView?> PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindAsync(press, cancellationToken) is not var (round, open)) return null;
        var words = open.Seal.Open(round.Words);
        if (press.Action == GuidanceActions.Meant)
        {
            if (commands.Value.MaybeMeant(words) is not { } call)
            {
                await turn.SayAsync("I don't have that command any more. Say help for what I can do.", cancellationToken);
                return null;
            }

            await ForgetRoundAsync(round, open, cancellationToken);
            await commands.Value.RunAsync(call, cancellationToken);
            return null;
        }

        if (press.Action == GuidanceActions.Words)
        {
            var reading = Reading(round, open);
            var answer = playbook.Guide.For(reading, RequestFor(round, open, words, await LinesOfAsync(round.CaseId, round.Id, cancellationToken)));
            await turn.SayAsync(JustTheWords(answer, round.Tone), open.Seal, cancellationToken);
            return new RoundView(round, open, reading, answer, playbook.Edition.Names, null);
        }

        if (press.Action == GuidanceActions.Hold) open.Case.HeldBy = open.Case.HeldBy is null ? turn.Person.Id : null;
        else if (press.Action == GuidanceActions.NewClient) open = await MoveToNewCaseAsync(round, open, words, cancellationToken);
        else Apply(press.Action, round);
        round.Version++;
        var lines = await LinesOfAsync(round.CaseId, round.Id, cancellationToken);
        return await ShowAsync(round, open, words, lines, cancellationToken);
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
        var reading = Reading(last, open);
        var others = await LinesOfAsync(last.CaseId, last.Id, cancellationToken);
        var answer = playbook.Guide.For(reading, RequestFor(last, open, open.Seal.Open(last.Words), others));
        return card.ButtonTitled(title, new RoundView(last, open, reading, answer, playbook.Edition.Names, null));
    }

    /// <summary>What the lines of a round are filled with now, for a form to begin with.</summary>
    internal async Task<GuidanceAnswer> AnswerNowAsync(Round round, OpenCase open, CancellationToken cancellationToken) =>
        playbook.Guide.For(Reading(round, open), RequestFor(round, open, open.Seal.Open(round.Words), await LinesOfAsync(round.CaseId, round.Id, cancellationToken)));

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

    private void Apply(string action, Round round)
    {
        if (GuidanceActions.ToneOf(action) is { } tone) round.Tone = tone;
        else if (GuidanceActions.FactOf(action) is { } fact) round.Fact = fact;
        else if (GuidanceActions.SituationOf(action) is { } situation) Correct(round, situation);
        else if (action == GuidanceActions.Crisis) (round.Corrected, round.PlayId, round.Fact, round.Tone) = (null, null, Fault.NotAsked, Tone.Steady);
    }

    private void Correct(Round round, Situation situation)
    {
        var from = round.Corrected ?? round.ReadAs;
        if (from == situation && round.PlayId is not null) return;
        db.Add(new Correction { Id = ids.New(), CaseId = round.CaseId, RoundId = round.Id, From = from, To = situation, At = clock.Milliseconds() });
        round.Corrected = situation;
        round.PlayId = null;
        round.Fact = Fault.NotAsked;
        round.Tone = Tone.Steady;
    }

    private async Task<OpenCase> MoveToNewCaseAsync(Round round, OpenCase from, string words, CancellationToken cancellationToken)
    {
        if (!await db.Set<Round>().AnyAsync(r => r.CaseId == round.CaseId && r.Id != round.Id, cancellationToken)) return from;
        var reading = from.Seal.Open(round.Reading);
        from.Case.Rounds--;
        var to = await cases.NewAsync(turn.Person, turn.Sender.Address, null, cancellationToken);
        to.Case.Rounds = 1;
        round.CaseId = to.Case.Id;
        round.Number = 1;
        round.Words = to.Seal.Close(words);
        round.Reading = to.Seal.Close(reading);
        await db.Set<Correction>().Where(c => c.RoundId == round.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.CaseId, to.Case.Id), cancellationToken);
        await db.Set<ShownCard>().Where(c => c.Subject == SubjectOf(round)).ExecuteUpdateAsync(c => c.SetProperty(x => x.DataKeyId, to.Seal.Id), cancellationToken);
        return to;
    }

    private async Task ForgetRoundAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        if (!await db.Set<Round>().AnyAsync(r => r.CaseId == round.CaseId && r.Id != round.Id, cancellationToken))
        {
            await cases.ForgetAsync(open.Case, cancellationToken);
            return;
        }

        open.Case.Rounds--;
        await outbox.TakeBackAsync(SubjectOf(round), turn.Person.Id, cancellationToken);
        db.Remove(round);
    }

    private Task<List<ShownLines>> LinesOfAsync(string caseId, string? except, CancellationToken cancellationToken) => Lines.AllAsync(
        db, static r => new ShownLines(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), (byte[])r.GetValue(4)), [caseId, except ?? ""], cancellationToken);

    private static Microsoft.Bot.Schema.Activity JustTheWords(GuidanceAnswer answer, Tone tone)
    {
        var text = answer.Second is null ? answer.Say.Text : $"{answer.Say.Text} {answer.Second.Text}";
        // To be sent as it stands: with the name under it, where that was filled in.
        if (tone != Tone.Spoken && answer.Slots.Me is { Length: > 0 } me) text += "\n\n" + me;
        var activity = Microsoft.Bot.Builder.MessageFactory.Text(text);
        activity.TextFormat = Microsoft.Bot.Schema.TextFormatTypes.Plain;
        activity.Summary = "The words, ready to copy";
        return activity;
    }

    private sealed record OwnedRound(Round Round, Case Case, byte[] Wrapped)
    {
        public static OwnedRound In(DbDataReader row) => new(Round.In(row), Case.In(row, Round.ColumnCount), (byte[])row.GetValue(row.FieldCount - 1));
    }

    private sealed record ShownLines(string Id, string Lines, int Intensity, int Number, byte[] Words);
}
