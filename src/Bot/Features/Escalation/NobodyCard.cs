using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>Nobody is set up to be asked: says so, and what can be done at once.</summary>
internal static class NobodyCard
{
    private const int MostPeople = 5;

    public static Activity Of(Team? team, List<Person> known, bool hasChannel, bool isPersonal)
    {
        const string Missing = "Nobody is set up to be asked for help yet.";
        var card = new AdaptiveCard("1.2") { FallbackText = Missing };
        card.Body.Add(CardText.Run(Missing, AdaptiveTextSize.Medium));
        card.Body.Add(CardText.Small(known.Count > 0
            ? "Pick somebody now, or name them: escalate: NAME they want a refund. `setup` says once and for all whom I ask."
            : isPersonal
                ? "Mention somebody in a channel where I am (@ClientBot escalate @NAME), or let `setup` say whom I ask."
                : "Mention somebody: @ClientBot escalate @NAME. `setup` says once and for all whom I ask."));
        var choices = known.Take(MostPeople).Select(p => (AdaptiveAction)CardButton.Press(p.Name, EscalationActions.AskPerson, p.Id, 0)).ToList();
        if (hasChannel) choices.Add(CardButton.Press("Ask in the team's channel", EscalationActions.AskChannel, team!.Id, 0));
        if (choices.Count > 0) card.Body.Add(new AdaptiveActionSet { Actions = choices });

        return new Activity
        {
            Type = ActivityTypes.Message, Summary = team is null ? Missing : $"{team.Name}: {Missing}",
            Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
        };
    }
}
