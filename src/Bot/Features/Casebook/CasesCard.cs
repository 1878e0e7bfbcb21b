using System.Globalization;
using AdaptiveCards;
using ClientBot.Conversation;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Casebook;

/// <summary>A case in the list: how the asker calls the client, how often they were heard, and how long ago.</summary>
internal sealed record CaseLine(string Id, string Label, int Rounds, string Last);

/// <summary>The list of cases. A client's name is a plain run and never a button's title, so the buttons go by number.</summary>
internal static class CasesCard
{
    private const int MostButtons = 5;

    public static Activity Of(IReadOnlyList<CaseLine> lines, bool more)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = "Say `case` and the number to open one again." };
        card.Body.Add(new AdaptiveTextBlock(more ? Invariant($"Your newest {lines.Count} cases, newest first") : "Your cases, newest first") { Weight = AdaptiveTextWeight.Bolder, Wrap = true });
        card.Body.AddRange(lines.Select(Line));
        card.Body.Add(new AdaptiveActionSet
        {
            Actions = [.. lines.Take(MostButtons).Select((line, i) => (AdaptiveAction)CardButton.Press(Invariant($"Open {i + 1}"), CaseButtons.Open, line.Id, 1))],
        });
        return new Activity { Type = ActivityTypes.Message, Summary = "Your cases", Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }

    private static AdaptiveElement Line(CaseLine line, int index) => new AdaptiveRichTextBlock
    {
        Inlines = [new AdaptiveTextRun(Invariant($"{index + 1}. {line.Label}: {line.Rounds} round{(line.Rounds == 1 ? "" : "s")}, last {line.Last}"))],
        Spacing = index == 0 ? AdaptiveSpacing.Medium : AdaptiveSpacing.Small,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
