using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Digest;

/// <summary>One line of the morning card: a conversation as its asker remembers it.</summary>
internal sealed record Remembered(Case Case, string Words);

/// <summary>"How did it go?": yesterday's conversations, three buttons each, for the asker alone.</summary>
internal static class MorningCard
{
    public static Activity Of(IReadOnlyList<Remembered> cases)
    {
        const string Title = "How did it go?";
        var card = new AdaptiveCard("1.2") { FallbackText = Title };
        card.Body.Add(CardText.Run(Title, AdaptiveTextSize.Medium));
        card.Body.Add(CardText.Small("One tap each, so that the team learns which words help. Who answered what, nobody sees. Asked once: leave it if you like."));
        foreach (var one in cases)
        {
            var line = CardText.Run(one.Words);
            line.Spacing = AdaptiveSpacing.Medium;
            card.Body.Add(line);
            card.Body.Add(new AdaptiveActionSet { Actions = [Press(one.Case, "Calmer", CaseOutcome.Calmer), Press(one.Case, "The same", CaseOutcome.Same), Press(one.Case, "Worse", CaseOutcome.Worse)] });
        }

        return new Activity { Type = ActivityTypes.Message, Summary = Title, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }

    private static AdaptiveSubmitAction Press(Case row, string title, CaseOutcome outcome) =>
        CardButton.Press(row.Outcome == outcome ? "✓ " + title : title, DigestActions.Of(outcome), row.Id, row.Rounds);
}
