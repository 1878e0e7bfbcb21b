using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

public static class BotFrameworkAuthenticationFactory
{
    public static BotFrameworkAuthentication Create() => Create(
        null, false, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(),
        new AuthenticationConfiguration(), null, null);

    public static BotFrameworkAuthentication Create(
        string channelService, bool validateAuthority, string toChannelFromBotLoginUrl, string toChannelFromBotOAuthScope,
        string toBotFromChannelTokenIssuer, string oAuthUrl, string toBotFromChannelOpenIdMetadataUrl,
        string toBotFromEmulatorOpenIdMetadataUrl, string callerId, ServiceClientCredentialsFactory credentialFactory,
        AuthenticationConfiguration authConfiguration, IHttpClientFactory httpClientFactory, ILogger logger)
    {
        // One address of one's own makes it a cloud of one's own: then all of them count as given, empty ones too.
        string[] addresses =
        [
            toChannelFromBotLoginUrl, toChannelFromBotOAuthScope, toBotFromChannelTokenIssuer, oAuthUrl, toBotFromChannelOpenIdMetadataUrl,
            toBotFromEmulatorOpenIdMetadataUrl, callerId,
        ];
        if (addresses.Any(address => !string.IsNullOrEmpty(address)))
        {
            return new CloudAuthentication(credentialFactory, authConfiguration, httpClientFactory)
            {
                ValidateAuthority = validateAuthority,
                LoginUrl = toChannelFromBotLoginUrl,
                OAuthScope = toChannelFromBotOAuthScope,
                TokenIssuer = toBotFromChannelTokenIssuer,
                MetadataUrl = toBotFromChannelOpenIdMetadataUrl,
                CallerId = callerId,
            };
        }

        if (!string.IsNullOrEmpty(channelService))
            throw new ArgumentException("The provided ChannelService value is not supported.");

        return new CloudAuthentication(credentialFactory, authConfiguration, httpClientFactory)
        {
            ValidateAuthority = true,
            LoginUrl = AuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
            OAuthScope = AuthenticationConstants.ToChannelFromBotOAuthScope,
            TokenIssuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
            MetadataUrl = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
            CallerId = CallerIdConstants.PublicAzureChannel,
        };
    }
}
