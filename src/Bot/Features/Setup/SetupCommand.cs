using ClientBot.Conversation;
using ClientBot.Features.Escalation;
using ClientBot.People;

namespace ClientBot.Features.Setup;

/// <summary><c>setup</c>: shows a team's settings and opens their form; <c>setup @A @B</c> asks these people, one after the other, at once.</summary>
internal sealed class SetupCommand(Turn turn, TeamSettings settings, SetupCard card, Colleagues colleagues) : ICommand, IPlainWord
{
    public string Word => "setup";

    public CommandHelp Help => new("setup", "Your team's settings: who is asked for help, in which order and when. `setup: MARIA, BEN` sets the order at once.", "setup");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // People before teams: the order of the locks.
        var named = await NamedAsync(call.Rest, cancellationToken);
        if (await settings.OpenAsync(cancellationToken) is not { } team)
        {
            if (await settings.IsFreeAsync(turn.Sender.Address, cancellationToken)) await turn.SayAsync(SetupCard.NewTeam(turn.Sender.Address), null, cancellationToken);
            else await turn.SayAsync(TeamSettings.NoRight, cancellationToken);
            return;
        }

        if (named is { Unknown.Count: > 0 })
        {
            await turn.SayAsync(
                $"I don't know {string.Join(" and ", named.Value.Unknown.Select(PlainRun.Of))} here yet. Mention them in a channel where I am, @ClientBot setup @NAME, or ask them to say hi to me first.", cancellationToken);
            return;
        }

        if (named is { People.Count: > SetupForm.Steps })
        {
            await turn.SayAsync($"I ask {SetupForm.Steps} one after the other at most. [Change] lets several people be asked in one step.", cancellationToken);
            return;
        }

        if (named is { People.Count: > 0 } order)
            settings.Save(team, TeamSettings.PolicyOf(team) with { Steps = [.. order.People.Select(p => new PolicyStep([p.Id], TimeSpan.FromMinutes(5)))] });
        await turn.SayAsync(await card.OfAsync(team, cancellationToken), null, cancellationToken);
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
}
