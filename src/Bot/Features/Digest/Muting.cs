using ClientBot.Conversation;
using ClientBot.Features.Setup;
using ClientBot.People;

namespace ClientBot.Features.Digest;

/// <summary>Mutes and unmutes a team's digest for whoever may; everybody else is told who can.</summary>
internal sealed class Muting(Turn turn, Teams teams, TeamSettings settings, Digests digests)
{
    public const string NoDigest = "Your team has no digest. `setup` gives it one.";

    /// <summary>The digest of the person's team.</summary>
    public async Task SetAsync(bool muted, CancellationToken cancellationToken)
    {
        if (await teams.OfAsync(turn.Person, turn.Sender.Address, cancellationToken) is { } team) await SetAsync(team.Id, muted, cancellationToken);
        else await turn.SayAsync(NoDigest, cancellationToken);
    }

    public async Task SetAsync(string teamId, bool muted, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(teamId, cancellationToken) is not { } team)
        {
            await turn.SayAsync(TeamSettings.NoRight, cancellationToken);
            return;
        }

        if (await digests.FindAsync(team.Id, cancellationToken) is not { } plan)
        {
            await turn.SayAsync(NoDigest, cancellationToken);
            return;
        }

        if (plan.IsMuted == muted)
        {
            await turn.SayAsync(muted ? "It is muted already." : $"It isn't muted: it comes {plan.Schedule}.", cancellationToken);
            return;
        }

        await digests.MuteAsync(plan, team, muted, cancellationToken);
        await turn.SayAsync(muted ? "Muted. No digest comes until somebody says `unmute`; what falls due meanwhile is not made up for." : $"It comes again, {plan.Schedule}.", cancellationToken);
    }
}

/// <summary>[Mute] and [Unmute] on a digest.</summary>
internal sealed class DigestButtons(Muting muting) : IButtons
{
    public IReadOnlyCollection<string> Actions { get; } = [DigestActions.Mute, DigestActions.Unmute];

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => muting.SetAsync(press.Id, press.Action == DigestActions.Mute, cancellationToken);
}

/// <summary><c>mute</c>: the team's digest stops coming.</summary>
internal sealed class MuteCommand(Muting muting) : ICommand, IPlainWord
{
    public string Word => "mute";

    public CommandHelp Help => new("mute", "Your team's digest stops coming; `unmute` brings it back.", "mute");

    public Task RunAsync(CommandCall call, CancellationToken cancellationToken) => muting.SetAsync(true, cancellationToken);
}

/// <summary><c>unmute</c>: it comes again.</summary>
internal sealed class UnmuteCommand(Muting muting) : ICommand, IPlainWord
{
    public string Word => "unmute";

    public CommandHelp Help => new("unmute", "Your team's digest comes again.", "unmute");

    public Task RunAsync(CommandCall call, CancellationToken cancellationToken) => muting.SetAsync(false, cancellationToken);
}
