using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>The channel service: it publishes keys, and takes what the bot sends.</summary>
internal sealed class FakeTeams : HttpMessageHandler
{
    public const string Metadata = "https://login.test/openidconfiguration";
    private int _counter;

    public ConcurrentQueue<Sent> Calls { get; } = new();

    public List<SigningKey> Keys { get; } = [new SigningKey("first")];

    public int KeyFetches { get; private set; }

    /// <summary>Until this has ended, nobody gets a key.</summary>
    public Task KeysAnswer { get; set; } = Task.CompletedTask;

    /// <summary>Answers the next calls of the connector; null leaves it to the service. May throw.</summary>
    public Func<Sent, HttpResponseMessage?>? Fault { get; set; }

    /// <summary>Who is in every conversation of many.</summary>
    public List<string> Roles { get; } = ["owner", "user"];

    public IEnumerable<Sent> Messages => Calls.Where(c => c.Method == "POST" && c.Path.EndsWith("/activities", StringComparison.Ordinal) && c.Body?["type"]?.ToString() == "message");

    public static HttpResponseMessage Json(HttpStatusCode status, JToken body) =>
        new(status) { Content = new StringContent(body.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (url.Host == "login.test")
        {
            await KeysAnswer.WaitAsync(cancellationToken);
            return Publish(url);
        }

        var text = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new Sent(request.Method.Method, url.GetLeftPart(UriPartial.Authority), url.AbsolutePath, text is null ? null : JObject.Parse(text), request.Headers.Authorization?.ToString());
        Calls.Enqueue(sent);
        if (Fault?.Invoke(sent) is { } fault) return fault;
        var id = Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture);
        return sent.Method switch
        {
            "POST" when sent.Path.EndsWith("/v3/conversations", StringComparison.Ordinal) => Json(HttpStatusCode.Created, new JObject { ["id"] = "a:chat-of-" + sent.Body!["members"]![0]!["id"] }),
            "POST" => Json(HttpStatusCode.Created, new JObject { ["id"] = "m" + id }),
            "PUT" => Json(HttpStatusCode.OK, new JObject { ["id"] = sent.Path.Split('/')[^1] }),
            "GET" when sent.Path.EndsWith("/pagedmembers", StringComparison.Ordinal) => Json(HttpStatusCode.OK, new JObject
            {
                ["members"] = new JArray(Roles.Select((role, i) => new JObject { ["id"] = $"29:member{i}", ["userRole"] = role, ["tenantId"] = TeamsStage.Tenant })),
            }),
            _ => new HttpResponseMessage(HttpStatusCode.OK),
        };
    }

    private HttpResponseMessage Publish(Uri url)
    {
        if (url.AbsoluteUri == Metadata)
        {
            KeyFetches++;
            return Json(HttpStatusCode.OK, new JObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = "https://login.test/keys" });
        }

        return Json(HttpStatusCode.OK, new JObject { ["keys"] = new JArray(Keys.Select(k => k.Published)) });
    }
}

/// <summary>One request that the bot made to the channel service.</summary>
internal sealed record Sent(string Method, string Host, string Path, JObject? Body, string? Authorization)
{
    public string Conversation => Uri.UnescapeDataString(Path.Split("/conversations/") is [_, var rest] ? rest.Split('/')[0] : "");
}
