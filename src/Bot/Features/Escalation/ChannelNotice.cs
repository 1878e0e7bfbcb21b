using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>What a team's channel reads when nobody has answered: that somebody is wanted, then who has it, and nothing of the client.</summary>
internal static class ChannelNotice
{
    public static Activity Of(HelpView view)
    {
        var asker = view.Asker == HelpView.Nameless ? "A colleague" : view.Asker;
        var text = view.Request switch
        {
            { IsOver: true } => $"{asker} needed a hand with a client. That's settled, thank you.",
            { OwnerId: not null } => $"{asker} needed a hand with a client. {view.Owner} has it.",
            _ => $"{asker} needs a hand with a client{(view.Open.Asked.Count > 0 ? ", and nobody has answered yet" : "")}. Can one of you?",
        };
        var card = new AdaptiveCard("1.2") { FallbackText = text };
        card.Body.Add(CardText.Run(text));
        if (view.Request is { IsOver: false, OwnerId: null })
            card.Body.Add(new AdaptiveActionSet { Actions = [CardButton.Press("I have it", EscalationActions.Take, view.Request.Id, view.Request.Version)] });
        return new Activity { Type = ActivityTypes.Message, Summary = text, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }
}
