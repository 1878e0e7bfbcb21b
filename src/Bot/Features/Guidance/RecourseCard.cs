using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Guidance;

/// <summary>A step besides answering: one line to say, and what goes before and after it.</summary>
internal static class RecourseCard
{
    public static Activity Of(LadderRung rung, Line line, Round round, int strikes, bool said)
    {
        var card = Begin(said ? $"Counted: {CardText.Uncapitalised(rung.Title)}" : rung.Title, line.Text);
        card.Body.Insert(1, CardText.Small(said ? "That stays with the case. " + rung.After.Render(Slots.None) : $"{rung.Who}. {rung.Before.Render(Slots.None)}"));
        if (said) return Message(card);
        card.Body.Add(CardText.Labelled("AFTER", rung.After.Render(Slots.None)));
        var actions = new List<AdaptiveAction> { CardButton.Press("I've said it: count it", GuidanceActions.LadderSaid, round.Id, strikes) };
        if (rung.NeedsManager) actions.Insert(0, CardButton.Press("Ask a manager", Escalation.EscalationActions.Ask, round.Id, round.Version));
        card.Body.Add(new AdaptiveActionSet { Actions = actions });
        return Message(card);
    }

    public static Activity Of(Play? play, string title, Round round, Slots slots)
    {
        if (play is null) return Microsoft.Bot.Builder.MessageFactory.Text("Your playbook has no words for that.");
        var card = Begin(title, play.Say[round.Tone][0].Render(slots));
        card.Body.AddRange(CardText.List("NEXT", play.Plan.Select((s, i) => $"{i + 1}  {s.What.Render(slots)}, {CardText.Uncapitalised(s.When.Render(slots))}")));
        card.Body.AddRange(CardText.List("IF THEY PUSH BACK", play.Then.Select(m => $"{CardText.Quoted(m.If)} → {CardText.Quoted(m.Say.Render(slots))}")));
        card.Body.AddRange(CardText.List("AVOID", play.Avoid.Select(a => $"{CardText.Quoted(a.Words)}: {a.Why}")));
        card.Body.Add(CardText.ForYou(play.ForYou.Render(slots)));
        return Message(card);
    }

    private static AdaptiveCard Begin(string title, string line)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = line };
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(title) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium }] });
        card.Body.Add(new AdaptiveContainer { Style = AdaptiveContainerStyle.Emphasis, Spacing = AdaptiveSpacing.Medium, Items = [CardText.Label("SAY"), CardText.Run(line, AdaptiveTextSize.Medium)] });
        return card;
    }

    private static Activity Message(AdaptiveCard card) => new()
    {
        Type = ActivityTypes.Message, Summary = "Here's what you can say", Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
    };
}
