using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Teams;

public static class TeamsInfo
{
    public static async Task<TeamsPagedMembersResult> GetPagedTeamMembersAsync(
        ITurnContext turnContext,
        string teamId = null,
        string continuationToken = default(string),
        int? pageSize = default(int?),
        CancellationToken cancellationToken = default)
        => await PageAsync(turnContext, TeamOf(turnContext, teamId), continuationToken, pageSize, cancellationToken).ConfigureAwait(false);

    public static Task<TeamsPagedMembersResult> GetPagedMembersAsync(
        ITurnContext turnContext,
        int? pageSize = default(int?),
        string continuationToken = default(string),
        CancellationToken cancellationToken = default)
    {
        var team = turnContext.Activity.TeamsGetTeamInfo();
        return team?.Id != null
            ? GetPagedTeamMembersAsync(turnContext, team.Id, continuationToken, pageSize, cancellationToken)
            : PageAsync(turnContext, turnContext.Activity?.Conversation?.Id, continuationToken, pageSize, cancellationToken);
    }

    public static Task<TeamsChannelAccount> GetTeamMemberAsync(
        ITurnContext turnContext, string userId, string teamId = null, CancellationToken cancellationToken = default)
        => MemberAsync(turnContext, userId, TeamOf(turnContext, teamId), cancellationToken);

    public static Task<TeamsChannelAccount> GetMemberAsync(
        ITurnContext turnContext, string userId, CancellationToken cancellationToken = default)
    {
        var team = turnContext.Activity.TeamsGetTeamInfo();
        return team?.Id != null
            ? GetTeamMemberAsync(turnContext, userId, team.Id, cancellationToken)
            : MemberAsync(turnContext, userId, turnContext.Activity?.Conversation?.Id, cancellationToken);
    }

    private static async Task<TeamsChannelAccount> MemberAsync(
        ITurnContext turnContext, string userId, string conversationId, CancellationToken cancellationToken)
    {
        var client = ConnectorOf(turnContext);
        Require(conversationId, "The GetMembers operation needs a valid conversation Id.");
        Require(userId, "The GetMembers operation needs a valid user Id.");
        var member = await ((Conversations)client.Conversations)
            .GetConversationMemberAsync(userId, conversationId, cancellationToken).ConfigureAwait(false);
        return JObject.FromObject(member).ToObject<TeamsChannelAccount>();
    }

    private static async Task<TeamsPagedMembersResult> PageAsync(
        ITurnContext turnContext, string conversationId, string continuationToken, int? pageSize, CancellationToken cancellationToken)
    {
        var client = ConnectorOf(turnContext);
        Require(conversationId, "The GetMembers operation needs a valid conversation Id.");
        var page = await client.Conversations
            .GetConversationPagedMembersAsync(conversationId, pageSize, continuationToken, cancellationToken).ConfigureAwait(false);
        return new TeamsPagedMembersResult(page.ContinuationToken, page.Members);
    }

    private static string TeamOf(ITurnContext turnContext, string teamId)
        => teamId ?? turnContext.Activity.TeamsGetTeamInfo()?.Id
            ?? throw new InvalidOperationException("This method is only valid within the scope of MS Teams Team.");

    private static IConnectorClient ConnectorOf(ITurnContext turnContext)
        => turnContext.TurnState.Get<IConnectorClient>()
            ?? throw new InvalidOperationException("This method requires a connector client.");

    private static void Require(string value, string message)
    {
        if (value == null)
        {
            throw new InvalidOperationException(message);
        }
    }
}
