using System.Net;
using System.Text;

namespace ClientBot.BotBuilder.Tests.Connector;

/// <summary>Stands in for the other side of the wire: remembers what was asked, answers what it is told to.</summary>
internal sealed class RecordingHandler(Func<HttpRequestMessage, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
{
    public RecordingHandler(HttpStatusCode status = HttpStatusCode.OK, string body = """{"id":"sent"}""") : this(_ => (status, body))
    {
    }

    public List<string> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public List<string?> Authorizations { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.AbsoluteUri}");
        Bodies.Add(request.Content == null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        Authorizations.Add(request.Headers.Authorization?.ToString());
        var (status, body) = answer(request);
        return new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
