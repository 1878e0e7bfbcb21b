using System.Net;
using Microsoft.Bot.Connector.Authentication;

namespace ClientBot.BotBuilder.Tests.Connector;

public sealed class CredentialsTests : IDisposable
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    private readonly RecordingHandler _wire = new(Entra);
    private readonly HttpClient _http;

    public CredentialsTests() => _http = new HttpClient(_wire);

    private IEnumerable<string> TokenRequests => _wire.Requests.Where(request => request.Contains("/token", StringComparison.Ordinal));

    public void Dispose()
    {
        _http.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task A_single_tenant_app_asks_its_own_tenant_for_the_connectors_scope()
    {
        var credentials = new MicrosoftAppCredentials(Guid.NewGuid().ToString(), "secret", Tenant, _http);

        Assert.Equal("the-token", await credentials.GetTokenAsync());
        Assert.StartsWith($"POST https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token", Assert.Single(TokenRequests), StringComparison.Ordinal);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", _wire.Bodies[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_fetched_once_however_many_ask()
    {
        var credentials = new MicrosoftAppCredentials(Guid.NewGuid().ToString(), "secret", Tenant, _http);

        await credentials.GetTokenAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => credentials.GetTokenAsync())));

        Assert.All(tokens, token => Assert.Equal("the-token", token));
        Assert.Single(TokenRequests);
    }

    [Fact]
    public async Task A_request_is_signed_with_the_token()
    {
        var credentials = new MicrosoftAppCredentials(Guid.NewGuid().ToString(), "secret", Tenant, _http);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://smba.example/");

        await credentials.ProcessHttpRequestAsync(request, CancellationToken.None);

        Assert.Equal("Bearer the-token", request.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task Empty_credentials_sign_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://smba.example/");

        await MicrosoftAppCredentials.Empty.ProcessHttpRequestAsync(request, CancellationToken.None);

        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public void A_multi_tenant_app_signs_in_at_botframework_com()
    {
        var credentials = new MicrosoftAppCredentials("app", "secret");

        Assert.Equal("https://login.microsoftonline.com/botframework.com", credentials.OAuthEndpoint);
        Assert.Equal("https://api.botframework.com", credentials.OAuthScope);
    }

    private static (HttpStatusCode Status, string Body) Entra(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Contains("/discovery/", StringComparison.Ordinal)
            ? (HttpStatusCode.OK, $$"""
                {"tenant_discovery_endpoint":"https://login.microsoftonline.com/{{Tenant}}/v2.0/.well-known/openid-configuration","metadata":[
                 {"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net",
                  "aliases":["login.microsoftonline.com","login.windows.net"]}]}
                """)
            : (HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"the-token"}""");
}
