using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Playbook.Content;
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
        body.Add(new AdaptiveContainer { Items = [CardText.Label("WHO CAN HELP"), .. crisis.Contacts.Select(Contact)], Separator = true });
        foreach (var avoid in crisis.Avoid) body.Add(CardText.Labelled("AVOID", avoid));
        body.Add(CardText.ForYou(crisis.ForYou));
        // Nobody should be alone with this.
        body.Add(new AdaptiveActionSet { Actions = [CardButton.Press("Get a colleague to help you", Escalation.EscalationActions.Ask, view.Round.Id, view.Round.Version)] });
        body.Add(new AdaptiveActionSet { Actions = [GuidanceCard.Toggle("It isn't about self-harm ▾", NotThisId)] });
        body.Add(new AdaptiveContainer { Id = NotThisId, IsVisible = false, Items = [CardText.Small("What is it?"), GuidanceCard.Chips(view, Enum.GetValues<Situation>())] });
    }

    // One below the other, each on a line of its own: somebody reads this with shaking hands.
    private static AdaptiveRichTextBlock Contact(CrisisContact contact) => new()
    {
        Inlines = [new AdaptiveTextRun($"{contact.Name}: {contact.Reach}") { Weight = AdaptiveTextWeight.Bolder }, new AdaptiveTextRun("  " + contact.Where) { IsSubtle = true, Size = AdaptiveTextSize.Small }],
        Spacing = AdaptiveSpacing.Small,
    };
}
