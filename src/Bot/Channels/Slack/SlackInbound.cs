using ClientBot.Delivery;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// What Slack delivers, by whichever door: kept in the inbox, or answered at once. Once a method returns, Slack may be
/// told that it arrived. Whoever calls has made sure that it is Slack (<see cref="SlackEndpoints"/>, <see cref="SlackSocket"/>).
/// </summary>
internal sealed class SlackInbound(SlackWorkspaces workspaces, SlackInteractions interactions, InboxPump inbox, ILogger<SlackInbound> log)
{
    /// <param name="envelope">The event with its envelope (event_callback).</param>
    /// <param name="body">The same as it came.</param>
    /// <param name="attempt">Which repetition this is; 0 for the first delivery.</param>
    /// <param name="cancellationToken">Gives up, and Slack delivers again.</param>
    public async Task EventAsync(JObject envelope, string body, int attempt, CancellationToken cancellationToken)
    {
        if (attempt > 0) Log.Repeated(log, attempt, SlackIds.IsTeam(envelope.Text("team_id")));
        var happened = envelope.Text("event.type");
        if (happened is SlackEvents.Uninstalled || (happened is SlackEvents.Revoked && envelope.SelectToken("event.tokens.bot") is JArray { Count: > 0 })) Log.Revoked(log, envelope.Text("team_id") ?? "", happened);
        // In a shared channel the event's team may be the other organisation's; the authorization is ours.
        var team = envelope.Text("authorizations[0].team_id") ?? envelope.Text("team_id");
        if (await workspaces.FindAsync(team, cancellationToken) is not { } workspace || envelope.Text("event_id") is not { Length: > 0 and <= 200 } id) return;
        if (SlackEvents.SpeakerIn(envelope, workspace) is { } user) await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Event, id, workspace.TeamId, user, body), cancellationToken);
    }

    /// <summary>Returns what the person is told at once, or null where the answer comes as a message.</summary>
    /// <param name="command">The command's fields by Slack's names.</param>
    /// <param name="cancellationToken">Gives up; Slack shows the person a fault.</param>
    /// <exception cref="JsonException">It is no command.</exception>
    public async Task<JObject?> CommandAsync(JObject command, CancellationToken cancellationToken)
    {
        var (team, user, trigger) = (command.Text("team_id"), command.Text("user_id"), command.Text("trigger_id"));
        if (!SlackIds.IsUser(user) || trigger is not { Length: > 0 and <= 200 }) throw new JsonReaderException("no command");
        if (await workspaces.FindAsync(team, cancellationToken) is not { } workspace) return new JObject { ["response_type"] = "ephemeral", ["text"] = "ClientBot is not set up for this workspace." };
        await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Command, trigger, workspace.TeamId, user!, command.ToString(Formatting.None)), cancellationToken);
        return null;
    }

    /// <summary>Returns what Slack gets as an answer (a response_action, options); null for nothing.</summary>
    public Task<JObject?> InteractionAsync(JObject payload, string body, CancellationToken cancellationToken) => interactions.AnswerAsync(payload, body, cancellationToken);
}
