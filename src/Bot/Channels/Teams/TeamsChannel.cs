using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Teams as the outbox sees it, over the Connector's REST routes. Always the plain send route: the reply route wants a
/// real message to reply to, and in a channel the conversation's id names the thread already. One of these for each
/// channel that speaks the protocol (<see cref="ActivityGate.Channels"/>).
/// </summary>
internal sealed class TeamsChannel(string id, TeamsConnector connector, Pace pace) : IChannel
{
    private static readonly Outcome TextBesideACard = new Outcome.Refused("text beside a card");

    private const int MostPages = 6;

    public string Id => id;

    /// <inheritdoc/>
    /// <remarks>Asked twice, Teams gives the same chat. The member must be the id that Teams told us; an e-mail is refused.</remarks>
    public async Task<Opening> OpenAsync(Identity user, Address near, CancellationToken cancellationToken)
    {
        if (pace.Take(near.Tenant, "new " + user.UserId) is { } wait) return new Opening(null, new Outcome.RetryAfter(wait));
        var wanted = new JObject { ["isGroup"] = false, ["members"] = new JArray(new JObject { ["id"] = user.UserId }) };
        if (near.BotId.Length > 0) wanted["bot"] = new JObject { ["id"] = near.BotId };
        if (near.Tenant.Length > 0)
        {
            wanted["tenantId"] = near.Tenant;
            wanted["channelData"] = new JObject { ["tenant"] = new JObject { ["id"] = near.Tenant } };
        }

        var answer = await connector.CallAsync(HttpMethod.Post, near.ServiceUrl, "v3/conversations", wanted.ToString(Formatting.None), cancellationToken);
        if (!answer.IsSuccess) return new Opening(null, answer.ToSend());
        return answer.Id is { } conversation ? new Opening(conversation, null) : new Opening(null, new Outcome.Unknown("no conversation id in the answer"));
    }

    public async Task<Outcome> SendAsync(Address to, Activity activity, CancellationToken cancellationToken)
    {
        if (Outgoing.IsTwo(activity)) return TextBesideACard;
        if (pace.Take(to.Tenant, to.ConversationId) is { } wait) return new Outcome.RetryAfter(wait);
        var body = Wire.Write(Outgoing.Addressed(activity, to));
        var answer = await connector.CallAsync(HttpMethod.Post, to.ServiceUrl, TeamsConnector.Activities(to.ConversationId), body, cancellationToken);
        return answer.ToSend();
    }

    public async Task<Outcome> UpdateAsync(Address at, string activityId, Activity activity, CancellationToken cancellationToken)
    {
        if (Outgoing.IsTwo(activity)) return TextBesideACard;
        var changed = Outgoing.Addressed(activity, at);
        changed.Id = activityId;
        return await ChangeAsync(HttpMethod.Put, at, activityId, Wire.Write(changed), cancellationToken);
    }

    public Task<Outcome> DeleteAsync(Address at, string activityId, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Delete, at, activityId, null, cancellationToken);

    /// <summary>Teams shows a bot's message to everybody in a conversation, so a private one goes to the 1:1 chat.</summary>
    public Task<Outcome?> SendPrivateAsync(Address within, Identity to, Activity activity, CancellationToken cancellationToken) => Task.FromResult<Outcome?>(null);

    /// <inheritdoc/>
    /// <remarks>Asked in a conversation that they are in. A guest's principal name carries #EXT#.</remarks>
    public async Task<Described?> DescribeAsync(Identity user, Address near, CancellationToken cancellationToken)
    {
        var answer = await connector.CallAsync(HttpMethod.Get, near.ServiceUrl, TeamsConnector.Member(near.ConversationId, user.UserId), null, cancellationToken);
        if (!answer.IsSuccess) return null;
        var (email, tenant, isGuest) = answer.Member;
        return new Described(email, isGuest || (tenant is not null && !tenant.Equals(user.Tenant, StringComparison.OrdinalIgnoreCase)));
    }

    /// <inheritdoc/>
    /// <remarks>Members carry <c>userRole</c> ("guest", "anonymous") and <c>tenantId</c>; a channel's are asked for without its thread.</remarks>
    public async Task<bool?> HasOutsidersAsync(Address where, CancellationToken cancellationToken)
    {
        string? more = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (pace.Take(where.Tenant, where.ConversationId) is not null) return null;
            var answer = await connector.CallAsync(HttpMethod.Get, where.ServiceUrl, TeamsConnector.Members(where.RoomId, more), null, cancellationToken);
            if (!answer.IsSuccess || answer.Members is not { } members) return null;
            if (members.Any(m => IsOutsider(m, where))) return true;
            more = answer.Continuation;
            if (more is null) return false;
        }

        // More people than one can look through: somebody will be from outside.
        return true;
    }

    private static bool IsOutsider(Member member, Address where) =>
        member.Role is "guest" or "anonymous" || (member.Tenant is { Length: > 0 } tenant && where.Tenant.Length > 0 && tenant != where.Tenant);

    private async Task<Outcome> ChangeAsync(HttpMethod method, Address at, string activityId, string? json, CancellationToken cancellationToken)
    {
        if (pace.Take(at.Tenant, at.ConversationId) is { } wait) return new Outcome.RetryAfter(wait);
        var answer = await connector.CallAsync(method, at.ServiceUrl, TeamsConnector.Activity(at.ConversationId, activityId), json, cancellationToken);
        return answer.ToChange();
    }
}
