using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Digest;

/// <summary>The digest: a headline, two charts with their numbers as text, a few lines. Version 1.5, as Teams wants it for charts.</summary>
internal static class DigestCard
{
    private const string Promise = "Counts only: no names, no clients, and nothing is split up below five.";

    public static Activity Of(DigestView view)
    {
        var card = new AdaptiveCard("1.5") { FallbackText = $"{view.Title}. {view.Headline}" };
        if (view.IsPreview) card.Body.Add(CardText.Small("A preview, for you alone. As it would be if it went out now:"));
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(view.Title) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium }] });
        card.Body.Add(Close(CardText.Small(view.Span)));
        card.Body.Add(new AdaptiveRichTextBlock { Spacing = AdaptiveSpacing.Medium, Inlines = [new AdaptiveTextRun(view.Headline) { Size = AdaptiveTextSize.Large, Weight = AdaptiveTextWeight.Bolder }] });
        if (view.Compared is { } compared) card.Body.Add(Close(CardText.Run(compared, subtle: true)));
        AddKinds(card.Body, view);
        card.Body.AddRange(CardText.List("ABOUT", view.Plays));
        AddOutcomes(card.Body, view);
        if (view.Calls is { } calls) card.Body.Add(CardText.Labelled("HELP", calls));
        if (view.Thanks is { } thanks) card.Body.Add(CardText.Labelled("THANKS", thanks));
        AddFoot(card.Body, view);
        return new Activity { Type = ActivityTypes.Message, Summary = view.Title, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }

    private static AdaptiveRichTextBlock Close(AdaptiveRichTextBlock line)
    {
        line.Spacing = AdaptiveSpacing.None;
        return line;
    }

    private static void AddKinds(List<AdaptiveElement> body, DigestView view)
    {
        if (view.Kinds.Count == 0) return;
        var kinds = view.Figures.Kinds;
        List<Series> series = [new Series(view.IsDaily ? "The last day" : "The last seven days", "categoricalBlue", [.. kinds.Select(k => k.Value)])];
        if (view.Figures.KindsBefore.Count > 0) series.Add(new Series(char.ToUpperInvariant(view.Then[0]) + view.Then[1..], "neutral", [.. kinds.Select(k => view.Figures.KindsBefore.GetValueOrDefault(k.Key))]));
        body.Add(Chart.Groups("Hard conversations by kind", [.. kinds.Select(k => view.NameOf(k.Key))], series));
        body.Add(CardText.Labelled("KINDS", string.Join(" · ", view.Kinds)));
    }

    private static void AddOutcomes(List<AdaptiveElement> body, DigestView view)
    {
        if (view.Went is not { } went) return;
        var outcomes = view.Figures.Outcomes;
        body.Add(Chart.Parts(
            "How it went",
            new Part("Calmer", "good", outcomes.GetValueOrDefault(CaseOutcome.Calmer)),
            new Part("The same", "neutral", outcomes.GetValueOrDefault(CaseOutcome.Same)),
            new Part("Worse", "attention", outcomes.GetValueOrDefault(CaseOutcome.Worse))));
        body.Add(CardText.Labelled("WENT", went));
        body.AddRange(CardText.List("HELPED", view.Helped));
    }

    private static void AddFoot(List<AdaptiveElement> body, DigestView view)
    {
        var muted = view.Plan.IsMuted;
        var foot = CardText.Small(muted ? "This digest is muted: no more of them until somebody unmutes it." : Promise);
        foot.Separator = true;
        foot.Spacing = AdaptiveSpacing.Medium;
        body.Add(foot);
        body.Add(new AdaptiveActionSet { Actions = [CardButton.Press(muted ? "Unmute" : "Mute", muted ? DigestActions.Unmute : DigestActions.Mute, view.Team.Id, view.Team.Version)] });
    }
}
