using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Escalation;

/// <summary>[Hand to …]: somebody else is asked at once, and the chain goes on behind them.</summary>
internal sealed class HandForm(Helpers helpers, Escalations escalations, HelpBoard board, Colleagues colleagues, Turn turn) : IForm
{
    public string Action => EscalationActions.Hand;

    public async Task<TaskModuleResponse> OpenAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindAsync(press, cancellationToken) is not { } open) return Gone();
        var others = (await colleagues.KnownAsync(turn.Sender.Address, cancellationToken)).Where(p => p.Id != turn.Person.Id && p.Id != open.Row.AskerId).ToList();
        if (others.Count == 0) return Invokes.Message("I don't know anybody else here yet. Whoever has said a word to me once can be chosen.");
        var card = new AdaptiveCard("1.3");
        card.Body.Add(new AdaptiveChoiceSetInput
        {
            Id = "to", Label = "Hand it to", Style = AdaptiveChoiceInputStyle.Compact, Choices = [.. others.Select(p => new AdaptiveChoice { Title = p.Name, Value = p.Id })],
        });
        card.Actions.Add(new AdaptiveSubmitAction { Title = "Hand over", Data = CardButton.Data(EscalationActions.Hand, open.Row.Id, open.Row.Version) });
        return new TaskModuleResponse(new TaskModuleContinueResponse(new TaskModuleTaskInfo
        {
            Title = "Hand to …", Height = "small", Width = "small", Card = new Attachment { ContentType = AdaptiveCard.ContentType, Content = card },
        }));
    }

    public async Task<TaskModuleResponse?> SubmitAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindAsync(press, cancellationToken) is not { } open) return Gone();
        var known = await colleagues.KnownAsync(turn.Sender.Address, cancellationToken);
        if (known.Find(p => p.Id == press.Inputs.GetValueOrDefault("to") && p.Id != open.Row.AskerId) is not { } to) return Invokes.Message("Choose somebody to hand it to.");
        var course = await escalations.CourseAsync(open, cancellationToken);
        course.HandOver(turn.Person.Id, to.Id);
        await board.PostAsync(open, course, cancellationToken, turn.Sender);
        return null;
    }

    private async Task<OpenRequest?> FindAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        var open = await helpers.FindAsync(press.Id, cancellationToken, tell: false);
        return open?.Row.OwnerId is { } owner && owner != turn.Person.Id ? null : open;
    }

    private static TaskModuleResponse Gone() => Invokes.Message("That is over, or somebody else has it by now.");
}
