using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;

namespace ClientBot.Features.Guidance;

/// <summary>
/// What one can do besides answering: the conduct ladder, of which a person confirms each step and the case counts them, and
/// the plays for bringing in somebody neutral and for ending it.
/// </summary>
internal sealed class RecourseButtons(Rounds rounds, CurrentPlaybook playbook, Turn turn) : IButtons
{
    public IReadOnlyCollection<string> Actions { get; } = [GuidanceActions.Ladder, GuidanceActions.LadderSaid, GuidanceActions.Mediator, GuidanceActions.End];

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(press, cancellationToken) is not var (round, open)) return;
        var card = press.Action switch
        {
            GuidanceActions.Mediator => RecourseCard.Of(playbook.Edition.PlayFor(Recourse.Mediator), playbook.Edition.Names.Of(Recourse.Mediator), round, SlotsOf(round, open)),
            GuidanceActions.End => RecourseCard.Of(playbook.Edition.PlayFor(Recourse.End), playbook.Edition.Names.Of(Recourse.End), round, SlotsOf(round, open)),
            _ => Climb(press, round, open),
        };
        await turn.ShowAsync($"{press.Action.Replace(".said", "", StringComparison.Ordinal)}:{open.Case.Id}", card, open.Seal, cancellationToken);
    }

    private Microsoft.Bot.Schema.Activity Climb(ButtonPress press, Round round, OpenCase open)
    {
        var said = press.Action == GuidanceActions.LadderSaid;
        // The button carries the step it was shown for: pressed twice, it counts once.
        if (said && press.Version == open.Case.Strikes) open.Case.Strikes++;
        var step = (LadderStep)Math.Min(said ? Math.Max(open.Case.Strikes - 1, 0) : open.Case.Strikes, (int)LadderStep.End);
        var line = playbook.Guide.OnLadder(step, round.Tone, SlotsOf(round, open), []);
        return RecourseCard.Of(playbook.Edition.Ladder[step], line, round, open.Case.Strikes, said);
    }

    private Slots SlotsOf(Round round, OpenCase open)
    {
        var slots = Details.Of(open);
        return slots.Date is null ? slots with { Date = NextPromise.At(round.At, turn.Person.Zone, open.Seal.Open(round.Words), soon: false) } : slots;
    }
}
