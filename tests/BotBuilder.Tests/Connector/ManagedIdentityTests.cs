using System.Net;
using Microsoft.Bot.Connector.Authentication;

namespace ClientBot.BotBuilder.Tests.Connector;

public class ManagedIdentityTests
{
    [Fact]
    public async Task The_machine_is_asked_for_a_token_of_the_connector_in_the_bots_identity()
    {
        using var wire = new RecordingHandler(_ => (HttpStatusCode.OK, """
            {"token_type":"Bearer","expires_in":"3599","expires_on":"4102444800","resource":"r","access_token":"the-token"}
            """));
        using var http = new HttpClient(wire);
        var appId = Guid.NewGuid().ToString();
        var credentials = new ManagedIdentityAppCredentials(appId, "https://api.botframework.com", http);

        Assert.Equal("the-token", await credentials.GetTokenAsync());
        Assert.Contains(wire.Requests, request =>
            Uri.UnescapeDataString(request).Contains("resource=https://api.botframework.com", StringComparison.Ordinal)
            && request.Contains(appId, StringComparison.Ordinal));
    }

    [Fact]
    public void An_identity_needs_an_app_id() =>
        Assert.Throws<ArgumentNullException>(() => new ManagedIdentityServiceClientCredentialsFactory(" "));
}
