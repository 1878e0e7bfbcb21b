using AdaptiveCards;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>The card when a message speaks of self-harm: a person to call, and words to stay with them. No tones, no ladder, no cleverness.</summary>
internal static class CrisisParts
{
    private const string NotThisId = "notThis";

    public static void Add(List<AdaptiveElement> body, RoundView view)
    {
        var crisis = view.Answer.Crisis!;
        body.Add(new AdaptiveTextBlock(crisis.Title) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium, Color = AdaptiveTextColor.Attention, Wrap = true });
        body.Add(new AdaptiveTextBlock(crisis.CallNow) { Weight = AdaptiveTextWeight.Bolder, Wrap = true });
        body.Add(new AdaptiveContainer { Style = AdaptiveContainerStyle.Emphasis, Items = [CardText.Label("SAY"), CardText.Run(view.Answer.Say.Text, AdaptiveTextSize.Medium)] });
        foreach (var step in crisis.Steps) body.Add(CardText.Run("• " + step));
        foreach (var contact in crisis.Contacts) body.Add(CardText.Labelled(contact.Where, $"{contact.Name}: {contact.Reach}"));
        foreach (var avoid in crisis.Avoid) body.Add(CardText.Labelled("AVOID", avoid));
        body.Add(CardText.ForYou(crisis.ForYou));
        body.Add(new AdaptiveActionSet { Actions = [GuidanceCard.Toggle("It isn't about self-harm ▾", NotThisId)] });
        body.Add(new AdaptiveContainer { Id = NotThisId, IsVisible = false, Items = [CardText.Small("What is it?"), GuidanceCard.Chips(view, Enum.GetValues<Situation>())] });
    }
}
