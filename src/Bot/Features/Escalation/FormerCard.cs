using AdaptiveCards;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>What is left of a card that was followed by a newer one: where to look, and no client's words.</summary>
internal static class FormerCard
{
    public static Activity Of(string text)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = text };
        card.Body.Add(CardText.Small(text));
        return new Activity { Type = ActivityTypes.Message, Summary = text, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }
}
