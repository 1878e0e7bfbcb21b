using System.Text;
using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Escalation;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Setup;

/// <summary><c>setup</c>: shows a team's settings and opens their form; <c>setup @A @B</c> asks these people, one after the other, at once.</summary>
internal sealed class SetupCommand(ClientBotDb db, Turn turn, TeamSettings settings, Colleagues colleagues) : ICommand, IPlainWord
{
    public string Word => "setup";

    public CommandHelp Help => new("setup", "Your team's settings: who is asked for help, in which order and when. `setup: MARIA, BEN` sets the order at once.", "setup");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // People before teams: the order of the locks.
        var named = await NamedAsync(call.Rest, cancellationToken);
        if (await settings.OpenAsync(cancellationToken) is not { } team)
        {
            await turn.SayAsync(TeamSettings.NoRight, cancellationToken);
            return;
        }

        if (named is { Unknown.Count: > 0 })
        {
            await turn.SayAsync(
                $"I don't know {string.Join(" and ", named.Value.Unknown.Select(PlainRun.Of))} here yet. Mention them in a channel where I am, @ClientBot setup @NAME, or ask them to say hi to me first.", cancellationToken);
            return;
        }

        if (named is { People.Count: > 0 } order)
            settings.Save(team, TeamSettings.PolicyOf(team) with { Steps = [.. order.People.Select(p => new PolicyStep([p.Id], TimeSpan.FromMinutes(5)))] });
        await turn.SayAsync(await CardAsync(team, cancellationToken), null, cancellationToken);
    }

    private async Task<(List<Person> People, List<string> Unknown)?> NamedAsync(string rest, CancellationToken cancellationToken)
    {
        var mentioned = await colleagues.MentionedAsync(turn.Context.Activity, turn.Sender.Address, cancellationToken);
        if (mentioned.Count > 0) return (mentioned, []);
        if (rest.Length == 0) return null;
        var (people, unknown) = (new List<Person>(), new List<string>());
        foreach (var name in rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (await colleagues.NamedAsync(name, turn.Sender.Address, cancellationToken) is [var one]) people.Add(one);
            else unknown.Add(name);
        }

        return (people, unknown);
    }

    private async Task<Activity> CardAsync(Team team, CancellationToken cancellationToken)
    {
        var policy = TeamSettings.PolicyOf(team);
        var ids = policy.People.ToList();
        var names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var card = new AdaptiveCard("1.2") { FallbackText = $"Settings of {team.Name}" };
        card.Body.Add(CardText.Run($"Settings of {team.Name}", AdaptiveTextSize.Medium));
        if (policy.Steps.Count == 0) card.Body.Add(CardText.Run("Nobody is asked for help yet."));
        card.Body.AddRange(CardText.List("WHO IS ASKED", policy.Steps.Select((s, i) => $"{i + 1}  {Names(s.People)}, {Durations.Write(s.Wait)} to answer")));
        if (policy.Steps.Count > 0) card.Body.Add(CardText.Small(Rest(policy, Names)));
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
