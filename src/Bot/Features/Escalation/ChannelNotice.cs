using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>What a team's channel reads when nobody has answered: that somebody is wanted, and nothing of the client.</summary>
internal static class ChannelNotice
{
    public static Activity Of(HelpRequest request, string? asker)
    {
        var text = $"{(asker is { Length: > 0 } ? asker : "A colleague")} needs a hand with a client, and nobody has answered yet. Can one of you?";
        var card = new AdaptiveCard("1.2") { FallbackText = text };
        card.Body.Add(CardText.Run(text));
        card.Body.Add(new AdaptiveActionSet { Actions = [CardButton.Press("I have it", EscalationActions.Take, request.Id, request.Version)] });
        return new Activity { Type = ActivityTypes.Message, Summary = text, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }
}
