using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Attachments : IServiceOperations<ConnectorClient>, IAttachments
{
    public Attachments(ConnectorClient client) => Client = client ?? throw new ArgumentNullException(nameof(client));

    public ConnectorClient Client { get; private set; }

    public async Task<HttpOperationResponse<AttachmentInfo>> GetAttachmentInfoWithHttpMessagesAsync(
        string attachmentId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        await new ConnectorCall(Client, HttpMethod.Get, $"v3/attachments/{ConnectorCall.Escape(attachmentId, nameof(attachmentId))}", 200)
        {
            Headers = customHeaders,
        }.SendAsync<AttachmentInfo>(cancellationToken).ConfigureAwait(false);

    public async Task<HttpOperationResponse<Stream>> GetAttachmentWithHttpMessagesAsync(
        string attachmentId, string viewId, Dictionary<string, List<string>> customHeaders = null,
        CancellationToken cancellationToken = default)
    {
        var view = ConnectorCall.Escape(viewId, nameof(viewId));
        var route = $"v3/attachments/{ConnectorCall.Escape(attachmentId, nameof(attachmentId))}/views/{view}";
        var answer = await new ConnectorCall(Client, HttpMethod.Get, route, 200) { Headers = customHeaders }
            .SendAsync(cancellationToken).ConfigureAwait(false);
        return new HttpOperationResponse<Stream>
        {
            Request = answer.Request,
            Response = answer.Response,
            Body = await answer.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
        };
    }
}
