using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Guidance;

/// <summary>Changes a round when a button of its card is pressed. The card follows.</summary>
public sealed class RoundPresses(ClientBotDb db, Turn turn, Rounds rounds, RoundMoves moves, Lazy<Commands> commands, TimeProvider clock, Ids ids)
{
    /// <summary>
    /// Does what a button says and returns the card as it is then; null when there is nothing more to show, and the person
    /// was told why.
    /// </summary>
    public async Task<RoundView?> PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(press, cancellationToken) is not var (round, open)) return null;
        switch (press.Action)
        {
            case GuidanceActions.Meant:
                await RunMeantAsync(round, open, cancellationToken);
                return null;
            case GuidanceActions.Words:
                var view = await rounds.ViewAsync(round, open, cancellationToken);
                await turn.SayAsync(JustTheWords(view.Answer, round.Tone), open.Seal, cancellationToken);
                return view;
            case GuidanceActions.Hold:
                open.Case.HeldBy = open.Case.HeldBy is null ? turn.Person.Id : null;
                break;
            case GuidanceActions.NewClient:
                open = await moves.ToNewCaseAsync(round, open, cancellationToken);
                break;
            default:
                Apply(press.Action, round);
                break;
        }

        return await rounds.RefreshAsync(round, open, cancellationToken);
    }

    // The words were the command after all: nothing of them stays.
    private async Task RunMeantAsync(Round round, OpenCase open, CancellationToken cancellationToken)
    {
        if (commands.Value.MaybeMeant(open.Seal.Open(round.Words)) is not { } call)
        {
            await turn.SayAsync("I don't have that command any more. Say help for what I can do.", cancellationToken);
            return;
        }

        await moves.AwayAsync(round, open, cancellationToken);
        await commands.Value.RunAsync(call, cancellationToken);
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

    private static Activity JustTheWords(GuidanceAnswer answer, Tone tone)
    {
        var text = answer.Second is null ? answer.Say.Text : $"{answer.Say.Text} {answer.Second.Text}";
        // To be sent as it stands: with the name under it, where that was filled in.
        if (tone != Tone.Spoken && answer.Slots.Me is { Length: > 0 } me) text += "\n\n" + me;
        var activity = MessageFactory.Text(text);
        activity.TextFormat = TextFormatTypes.Plain;
        activity.Summary = "The words, ready to copy";
        return activity;
    }
}
