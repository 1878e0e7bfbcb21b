using System.Text;
using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Setup;

/// <summary>A team's settings as one reads them, with the way to their form.</summary>
internal sealed class SetupCard(ClientBotDb db, Digests digests)
{
    public const string BeginAction = "setup.begin";

    /// <summary>In a channel that is nobody's, to somebody who manages no team.</summary>
    public static Activity NewTeam(Address where)
    {
        const string Free = "This channel belongs to no team yet. Whoever manages a team can say `setup` here to make it theirs. Or start a team here, with you as its manager.";
        var card = new AdaptiveCard("1.2") { FallbackText = Free };
        card.Body.Add(new AdaptiveTextBlock(Free) { Wrap = true });
        card.Body.Add(new AdaptiveActionSet { Actions = [CardButton.Press("Start a team here", BeginAction, where.Id, 0)] });
        return new Activity { Type = ActivityTypes.Message, Summary = Free, Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };
    }

    public async Task<Activity> OfAsync(Team team, CancellationToken cancellationToken)
    {
        var policy = TeamSettings.PolicyOf(team);
        var ids = policy.People.ToList();
        var names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var card = new AdaptiveCard("1.2") { FallbackText = $"Settings of {team.Name}" };
        card.Body.Add(CardText.Run($"Settings of {team.Name}", AdaptiveTextSize.Medium));
        if (policy.Steps.Count == 0) card.Body.Add(CardText.Run("Nobody is asked for help yet."));
        card.Body.AddRange(CardText.List("WHO IS ASKED", policy.Steps.Select((s, i) => $"{i + 1}  {Names(s.People)}, {Durations.Write(s.Wait)} to answer")));
        if (policy.Steps.Count > 0) card.Body.Add(CardText.Small(Rest(policy, Names)));
        card.Body.Add(CardText.Labelled("DIGEST", DigestFields.Describe(team, await digests.FindAsync(team.Id, cancellationToken))));
        card.Body.Add(new AdaptiveActionSet { Actions = [CardButton.Form("Change", SetupForm.ActionName, team.Id, team.Version)] });
        return new Activity { Type = ActivityTypes.Message, Summary = $"Settings of {team.Name}", Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }] };

        string Names(IReadOnlyList<string> people) => string.Join(" and ", people.Select(p => names.GetValueOrDefault(p, "somebody who left")));
    }

    private static string Rest(Policy policy, Func<IReadOnlyList<string>, string> names)
    {
        var text = new StringBuilder();
        text.Append(policy.Repeats switch { 0 => "Asked once.", 1 => "Asked once more if nobody answers.", _ => "Asked twice more if nobody answers." });
        if (policy.AtTheEnd.Count > 0) text.Append(" In the end ").Append(names(policy.AtTheEnd)).Append(" hears of it.");
        text.Append(policy.Hours is { } hours ? $" {hours.From:HH:mm} to {hours.To:HH:mm} in each one's own time." : " At any hour.");
        text.Append(" Who has it is reminded after ").Append(Durations.Write(policy.RemindAfter)).Append('.');
        return text.ToString();
    }
}
