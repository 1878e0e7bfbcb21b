using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Conversations : IServiceOperations<ConnectorClient>, IConversations
{
    private const string Root = "v3/conversations";

    public Conversations(ConnectorClient client) => Client = client ?? throw new ArgumentNullException(nameof(client));

    public ConnectorClient Client { get; private set; }

    public Task<HttpOperationResponse<ConversationsResult>> GetConversationsWithHttpMessagesAsync(
        string continuationToken = default, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Get<ConversationsResult>(Root + Query(("continuationToken", continuationToken)), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ConversationResourceResponse>> CreateConversationWithHttpMessagesAsync(
        ConversationParameters parameters, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ConversationResourceResponse>(
            HttpMethod.Post, Root, ConnectorCall.Required(parameters, nameof(parameters)), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> SendToConversationWithHttpMessagesAsync(
        string conversationId, Activity activity, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ResourceResponse>(
            HttpMethod.Post, Activities(conversationId), ConnectorCall.Required(activity, nameof(activity)), customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> SendConversationHistoryWithHttpMessagesAsync(
        string conversationId, Transcript transcript, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ResourceResponse>(
            HttpMethod.Post, Activities(conversationId) + "/history", ConnectorCall.Required(transcript, nameof(transcript)), customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> UpdateActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ResourceResponse>(
            HttpMethod.Put, Activities(conversationId, activityId), ConnectorCall.Required(activity, nameof(activity)), customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> ReplyToActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ResourceResponse>(
            HttpMethod.Post, Activities(conversationId, activityId), ConnectorCall.Required(activity, nameof(activity)), customHeaders,
            cancellationToken);

    public async Task<HttpOperationResponse> DeleteActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        await new ConnectorCall(Client, HttpMethod.Delete, Activities(conversationId, activityId), 200, 202) { Headers = customHeaders }
            .SendAsync(cancellationToken).ConfigureAwait(false);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetConversationMembersWithHttpMessagesAsync(
        string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Get<IList<ChannelAccount>>(Conversation(conversationId) + "/members", customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ChannelAccount>> GetConversationMemberWithHttpMessagesAsync(
        string userId, string conversationId, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Get<ChannelAccount>(
            $"{Conversation(conversationId)}/members/{ConnectorCall.Escape(userId, nameof(userId))}", customHeaders, cancellationToken);

    public Task<HttpOperationResponse<PagedMembersResult>> GetConversationPagedMembersWithHttpMessagesAsync(
        string conversationId, int? pageSize = default, string continuationToken = default,
        Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        var query = Query(
            ("pageSize", pageSize?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("continuationToken", continuationToken));
        return Get<PagedMembersResult>(Conversation(conversationId) + "/pagedmembers" + query, customHeaders, cancellationToken);
    }

    public async Task<HttpOperationResponse> DeleteConversationMemberWithHttpMessagesAsync(
        string conversationId, string memberId, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default)
    {
        var route = $"{Conversation(conversationId)}/members/{ConnectorCall.Escape(memberId, nameof(memberId))}";
        return await new ConnectorCall(Client, HttpMethod.Delete, route, 200, 204) { Headers = customHeaders }
            .SendAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetActivityMembersWithHttpMessagesAsync(
        string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Get<IList<ChannelAccount>>(Activities(conversationId, activityId) + "/members", customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> UploadAttachmentWithHttpMessagesAsync(
        string conversationId, AttachmentData attachmentUpload, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        Write<ResourceResponse>(
            HttpMethod.Post, Conversation(conversationId) + "/attachments",
            ConnectorCall.Required(attachmentUpload, nameof(attachmentUpload)), customHeaders, cancellationToken);

    private static string Conversation(string conversationId) => $"{Root}/{ConnectorCall.Escape(conversationId, nameof(conversationId))}";

    private static string Activities(string conversationId) => Conversation(conversationId) + "/activities";

    private static string Activities(string conversationId, string activityId) =>
        $"{Activities(conversationId)}/{ConnectorCall.Escape(activityId, nameof(activityId))}";

    private static string Query(params (string Name, string Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value != null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}").ToList();
        return given.Count == 0 ? string.Empty : "?" + string.Join('&', given);
    }

    private async Task<HttpOperationResponse<T>> Get<T>(
        string route, Dictionary<string, List<string>> headers, CancellationToken cancellationToken) =>
        await new ConnectorCall(Client, HttpMethod.Get, route, 200) { Headers = headers }
            .SendAsync<T>(cancellationToken).ConfigureAwait(false);

    private async Task<HttpOperationResponse<T>> Write<T>(
        HttpMethod method, string route, object body, Dictionary<string, List<string>> headers, CancellationToken cancellationToken) =>
        await new ConnectorCall(Client, method, route, 200, 201, 202) { Body = body, Headers = headers }
            .SendAsync<T>(cancellationToken).ConfigureAwait(false);
}
