using System.Globalization;
using System.Net;
using System.Text;

namespace ClientBot.Channels.Teams;

/// <summary>
/// One request to the channel service and what came of it, faults of the network included. Not IConnectorClient: that one
/// throws, and its exceptions don't tell a request that was never accepted from one that nobody answered.
/// </summary>
internal sealed class TeamsConnector(IHttpClientFactory clients, TeamsCredentials credentials, TimeProvider clock, ILogger<TeamsConnector> log)
{
    public const string HttpClientName = "ClientBot.Teams.Connector";

    public async Task<ConnectorAnswer> CallAsync(HttpMethod method, string serviceUrl, string route, string? json, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(serviceUrl.TrimEnd('/') + "/" + route, UriKind.Absolute, out var url) || !credentials.MayCall(url))
            return new ConnectorAnswer(0, "", null, "the service URL is not https", Final: true);
        try
        {
            var answer = await OnceAsync(method, url, json, afresh: false, cancellationToken);
            if (answer.Status == (int)HttpStatusCode.Unauthorized) answer = await OnceAsync(method, url, json, afresh: true, cancellationToken);
            return answer;
        }
#pragma warning disable CA1031 // No network, no token, no answer in time, and a stop in the middle all mean that nobody knows: the outbox comes again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = e is HttpRequestException http ? $"{http.HttpRequestError}" : e.GetType().Name;
            Log.ConnectorSilent(log, method.Method, fault);
            return new ConnectorAnswer(0, "", null, fault);
        }
    }

    private async Task<ConnectorAnswer> OnceAsync(HttpMethod method, Uri url, string? json, bool afresh, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        await credentials.SignAsync(request, url, afresh, cancellationToken);
        using var response = await clients.CreateClient(HttpClientName).SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = new ConnectorAnswer((int)response.StatusCode, body, RepeatsWhatWasRefused.WaitAskedFor(response, clock), null);
        if (!answer.IsSuccess)
        {
            var vector = response.Headers.TryGetValues("MS-CV", out var values) ? values.FirstOrDefault() : null;
            Log.ConnectorRefused(log, method.Method, answer.Status, ConnectorAnswer.Sane(answer.Code) ?? "", ConnectorAnswer.Sane(vector) ?? "-");
        }

        return answer;
    }

    public static string Activities(string conversation) => $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities";

    public static string Member(string conversation, string user) => $"v3/conversations/{Uri.EscapeDataString(conversation)}/members/{Uri.EscapeDataString(user)}";

    /// <summary>Five hundred members a page, the most that the service gives.</summary>
    public static string Members(string conversation, string? continuation) =>
        $"v3/conversations/{Uri.EscapeDataString(conversation)}/pagedmembers?pageSize=500{(continuation is null ? "" : "&continuationToken=" + Uri.EscapeDataString(continuation))}";

    public static string Activity(string conversation, string activity) =>
        string.Create(CultureInfo.InvariantCulture, $"{Activities(conversation)}/{Uri.EscapeDataString(activity)}");
}
