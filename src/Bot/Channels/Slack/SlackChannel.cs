using ClientBot.Delivery;
using ClientBot.Features.Home;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>Slack as the outbox sees it, over the Web API. A message's id is its timestamp, within its conversation.</summary>
internal sealed class SlackChannel(SlackWorkspaces workspaces, SlackApi api, SlackChats chats, SlackHome home, SlackProfiles profiles, SlackPace pace, ILogger<SlackChannel> log) : IChannel
{
    // What only one person saw can be neither changed nor deleted, and is gone as soon as they reload.
    private const string Ephemeral = "ephemeral:";

    private const int MostMembers = 100;

    private static readonly Outcome NotOurs = new Outcome.Unreachable("workspace_not_listed");

    public string Id => SlackIds.ChannelId;

    public async Task<Opening> OpenAsync(Identity user, Address near, CancellationToken cancellationToken)
    {
        if (await workspaces.FindAsync(near.Tenant, cancellationToken) is not { } workspace) return new Opening(null, NotOurs);
        var (chat, failure) = await chats.OfAsync(workspace, user.UserId, cancellationToken);
        return new Opening(chat, failure is null ? null : failure.IsOk ? new Outcome.Unknown("no conversation id in the answer") : failure.Refusal());
    }

    public async Task<Outcome> SendAsync(Address to, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Type == ActivityTypes.Typing) return new Outcome.Delivered(null);
        if (await workspaces.FindAsync(to.Tenant, cancellationToken) is not { } workspace) return NotOurs;
        if (activity.Name == Overview.Name) return await home.PublishAsync(workspace, to, activity, cancellationToken);
        if (SlackMessage.Of(activity) is not { Count: > 0 } parts) return new Outcome.Refused("nothing to send");
        if (pace.Take(to.Tenant, to.ConversationId) is { } wait) return new Outcome.RetryAfter(wait);
        var first = await PostAsync(workspace, to, parts[0], null, cancellationToken);
        if (first is not Outcome.Delivered(var timestamp)) return first;
        // What one message can't hold goes on in its thread, so that the card stays one message that can be updated.
        foreach (var part in parts.Skip(1))
            if (await PostAsync(workspace, to, part, timestamp, cancellationToken) is var next and not Outcome.Delivered) return next;
        return first;
    }

    public async Task<Outcome> UpdateAsync(Address at, string activityId, Activity activity, CancellationToken cancellationToken)
    {
        if (activityId.StartsWith(Ephemeral, StringComparison.Ordinal)) return new Outcome.Gone();
        if (await workspaces.FindAsync(at.Tenant, cancellationToken) is not { } workspace) return NotOurs;
        if (SlackHome.Is(activityId)) return await home.PublishAsync(workspace, at, activity, cancellationToken);
        if (SlackMessage.Of(activity) is not { Count: > 0 } parts) return new Outcome.Refused("nothing to send");
        return (await DrawnAsync(workspace, "chat.update", at, parts[0], b => b["ts"] = activityId, cancellationToken)).ToChange();
    }

    public async Task<Outcome> DeleteAsync(Address at, string activityId, CancellationToken cancellationToken)
    {
        if (activityId.StartsWith(Ephemeral, StringComparison.Ordinal)) return new Outcome.Gone();
        if (await workspaces.FindAsync(at.Tenant, cancellationToken) is not { } workspace) return NotOurs;
        if (SlackHome.Is(activityId)) return await home.ClearAsync(workspace, at, cancellationToken);
        return (await api.CallAsync(workspace.Token, "chat.delete", new JObject { ["channel"] = at.ConversationId, ["ts"] = activityId }, cancellationToken)).ToChange();
    }

    /// <summary>Seen by one person in a channel. Where the bot or they are not in it, the 1:1 chat serves.</summary>
    public async Task<Outcome?> SendPrivateAsync(Address within, Identity to, Activity activity, CancellationToken cancellationToken)
    {
        // A card wants to be found again, and to follow what happens: Slack can't do that with what one person saw.
        if (within.Kind == ConversationKind.Personal || within.HasGuests || activity.Attachments is { Count: > 0 }) return null;
        if (await workspaces.FindAsync(within.Tenant, cancellationToken) is not { } workspace || SlackMessage.Of(activity) is not [var message]) return null;
        if (pace.Take(within.Tenant, within.ConversationId) is { } wait) return new Outcome.RetryAfter(wait);
        var answer = await api.CallAsync(workspace.Token, "chat.postEphemeral", Body(within, message, b => b["user"] = to.UserId), cancellationToken);
        if (answer.IsClosed || answer.IsMalformed) return null;
        return answer.ToSend("message_ts") is Outcome.Delivered(var timestamp) ? new Outcome.Delivered(Ephemeral + timestamp) : answer.Refusal();
    }

    /// <inheritdoc/>
    /// <remarks>A channel shared with another organisation says so itself; guests are found among its members, as far as one can look through them.</remarks>
    public async Task<bool?> HasOutsidersAsync(Address where, CancellationToken cancellationToken)
    {
        if (await workspaces.FindAsync(where.Tenant, cancellationToken) is not { } workspace) return null;
        var about = await api.CallAsync(workspace.Token, "conversations.info", new JObject { ["channel"] = where.ConversationId }, cancellationToken);
        if (!about.IsOk || about.Body!["channel"] is not { } channel) return null;
        if (channel.IsTrue("is_ext_shared") || channel.IsTrue("is_pending_ext_shared")) return true;
        var answer = await api.CallAsync(workspace.Token, "conversations.members", new JObject { ["channel"] = where.ConversationId, ["limit"] = MostMembers }, cancellationToken);
        if (!answer.IsOk || answer.Body!["members"] is not JArray members) return null;
        if (answer.Body!.Text("response_metadata.next_cursor") is { Length: > 0 }) return true;
        foreach (var member in members.Select(m => (string?)m).OfType<string>())
        {
            if ((await profiles.OfAsync(workspace, member, cancellationToken)).IsOutsider) return true;
        }

        return false;
    }

    public async Task<Described?> DescribeAsync(Identity user, Address near, CancellationToken cancellationToken)
    {
        if (await workspaces.FindAsync(user.Tenant, cancellationToken) is not { } workspace) return null;
        var answer = await api.CallAsync(workspace.Token, "users.info", new JObject { ["user"] = user.UserId }, cancellationToken);
        if (!answer.IsOk || answer.Body!["user"] is not { } told) return null;
        var isOurs = told.Text("team_id") == workspace.TeamId && !told.IsTrue("is_restricted") && !told.IsTrue("is_ultra_restricted") && !told.IsTrue("is_stranger") && !told.IsTrue("is_bot") && !told.IsTrue("deleted");
        return new Described(told.Text("profile.email"), !isOurs);
    }

    private async Task<Outcome> PostAsync(SlackWorkspace workspace, Address to, SlackMessage message, string? thread, CancellationToken cancellationToken)
    {
        var answer = await DrawnAsync(workspace, "chat.postMessage", to, message, InThread, cancellationToken);
        if (!answer.IsMalformed) return answer.ToSend();
        // Our drawing is wrong, and somebody waits for these words.
        Log.NotDrawn(log, answer.Code);
        var outcome = answer.ToSend();
        foreach (var words in message.InWords())
        {
            outcome = (await api.CallAsync(workspace.Token, "chat.postMessage", Body(to, new SlackMessage(words, [], words), InThread), cancellationToken)).ToSend();
            if (outcome is not Outcome.Delivered) break;
        }

        return outcome;

        void InThread(JObject body)
        {
            if (thread is not null) body["thread_ts"] = thread;
        }
    }

    private async Task<SlackAnswer> DrawnAsync(SlackWorkspace workspace, string method, Address to, SlackMessage message, Action<JObject> change, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync(workspace.Token, method, Body(to, message, change), cancellationToken);
        return answer.IsMalformed && message.WithoutCharts() is { } plain ? await api.CallAsync(workspace.Token, method, Body(to, plain, change), cancellationToken) : answer;
    }

    private static JObject Body(Address to, SlackMessage message, Action<JObject> change)
    {
        var body = new JObject { ["channel"] = to.ConversationId, ["text"] = SlackText.Escaped(message.Text), ["unfurl_links"] = false, ["unfurl_media"] = false };
        if (message.Blocks.Count > 0) body["blocks"] = message.Blocks;
        change(body);
        return body;
    }
}
