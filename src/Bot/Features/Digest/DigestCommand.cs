using ClientBot.Conversation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Digest;

/// <summary><c>digest</c>: when it comes; <c>digest now</c>: what it would say now, to the person alone.</summary>
internal sealed class DigestCommand(ClientBotDb db, Turn turn, Teams teams, FigureQuery figures, Digests digests, TimeProvider clock) : ICommand, IPlainWord, ITwoWords
{
    public string Word => "digest";

    public string Second => "now";

    public CommandHelp Help => new("digest [now]", "When your team's digest comes. `digest now` shows you what it would say.", "digest now");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (await teams.OfAsync(turn.Person, turn.Sender.Address, cancellationToken) is not { } team)
        {
            await turn.SayAsync("I don't know your team yet. `setup` makes one.", cancellationToken);
            return;
        }

        var plan = await digests.FindAsync(team.Id, cancellationToken);
        if (call.Rest.Trim().TrimEnd('.', '!').Equals(Second, StringComparison.OrdinalIgnoreCase)) await PreviewAsync(team, plan, cancellationToken);
        else await turn.SayAsync(await StateAsync(team, plan, cancellationToken), cancellationToken);
    }

    // Without a plan: as the usual one would show it.
    private async Task PreviewAsync(Team team, DigestPlan? plan, CancellationToken cancellationToken)
    {
        plan ??= new DigestPlan { TeamId = team.Id, Schedule = Schedule.Default };
        var period = plan.Schedule.PeriodUntil(clock.GetUtcNow(), LocalTimes.ZoneOf(team.Zone));
        var found = await figures.OfAsync(team.Id, period, cancellationToken);
        if (found.IsEmpty) await turn.SayAsync("There is nothing to say: no hard conversation, no call for help. So nothing would be sent.", cancellationToken);
        else await turn.SayAsync(digests.CardOf(team, plan, period, found, preview: true), null, cancellationToken);
    }

    private async Task<string> StateAsync(Team team, DigestPlan? plan, CancellationToken cancellationToken)
    {
        if (plan is null) return "Your team has no digest. `setup` gives it one, and `digest now` shows you what it would say.";
        if (plan.IsMuted) return $"The digest of {PlainRun.Of(team.Name)} is muted. `unmute` brings it back.";
        var homes = await db.Set<TeamChannel>().CountAsync(c => c.TeamId == team.Id, cancellationToken);
        var where = homes switch { 0 => "but has no channel to go to: say @ClientBot setup in one", 1 => "in the team's channel", _ => "in the team's channels" };
        return $"The digest of {PlainRun.Of(team.Name)} comes {plan.Schedule} ({PlainRun.Of(LocalTimes.ZoneOf(team.Zone).Id)}), {where}. `digest now` shows you what it would say, `mute` stops it.";
    }
}
