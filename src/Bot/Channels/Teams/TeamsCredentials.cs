using System.Security.Claims;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;

namespace ClientBot.Channels.Teams;

/// <summary>Signs requests to the channel service with the bot's own token, which the Bot Framework's credentials fetch and keep.</summary>
internal sealed class TeamsCredentials(TeamsAccount account, ConfigurationBotFrameworkAuthentication outbound)
{
    private ServiceClientCredentials? _credentials;

    /// <summary>Whether a request to this address may be made at all: a token goes out over https only.</summary>
    public bool MayCall(Uri serviceUrl) => !account.SignsIn || serviceUrl.Scheme == Uri.UriSchemeHttps;

    public async Task SignAsync(HttpRequestMessage request, Uri serviceUrl, bool afresh, CancellationToken cancellationToken)
    {
        if (!account.SignsIn) return;
        var credentials = _credentials ??= await CreateAsync(serviceUrl, cancellationToken);
        if (afresh && credentials is AppCredentials app) await app.GetTokenAsync(forceRefresh: true);
        await credentials.ProcessHttpRequestAsync(request, cancellationToken);
    }

    private async Task<ServiceClientCredentials> CreateAsync(Uri serviceUrl, CancellationToken cancellationToken)
    {
        var self = new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, account.AppId)]);
        using var client = await outbound.CreateConnectorFactory(self).CreateAsync(serviceUrl.AbsoluteUri, outbound.GetOriginatingAudience(), cancellationToken);
        return client.Credentials;
    }
}
