using System.Security.Claims;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Who calls the bot, and as whom the bot calls back. Tokens of channels only: the emulator's and other bots' are refused.</summary>
internal sealed class CloudAuthentication(
    ServiceClientCredentialsFactory credentialsFactory, AuthenticationConfiguration configuration, IHttpClientFactory httpClientFactory)
    : BotFrameworkAuthentication
{
    public required bool ValidateAuthority { get; init; }

    public required string LoginUrl { get; init; }

    public required string OAuthScope { get; init; }

    public required string TokenIssuer { get; init; }

    public required string MetadataUrl { get; init; }

    public required string CallerId { get; init; }

    public override string GetOriginatingAudience() => OAuthScope;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var identity = string.IsNullOrWhiteSpace(authHeader)
            ? await AnonymousAsync(cancellationToken).ConfigureAwait(false)
            : await ChannelAsync(authHeader, activity.ChannelId, activity.ServiceUrl, cancellationToken).ConfigureAwait(false);
        return new AuthenticateRequestResult
        {
            ClaimsIdentity = identity,
            Audience = OAuthScope,
            CallerId = await CallerIdAsync(cancellationToken).ConfigureAwait(false),
            ConnectorFactory = CreateConnectorFactory(identity),
        };
    }

    public override async Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(channelIdHeader)
            && !await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new UnauthorizedAccessException();
        }

        return new AuthenticateRequestResult
        {
            ClaimsIdentity = await ChannelAsync(authHeader, channelIdHeader, null, cancellationToken).ConfigureAwait(false),
            Audience = OAuthScope,
            CallerId = await CallerIdAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) =>
        new CloudConnectorFactory(this, AppIdOf(claimsIdentity));

    public override async Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity, CancellationToken cancellationToken)
    {
        // Asked for although unused: an identity of another app is to fault here as it does with Microsoft's packages.
        _ = await credentialsFactory
            .CreateCredentialsAsync(AppIdOf(claimsIdentity), OAuthScope, LoginUrl, ValidateAuthority, cancellationToken)
            .ConfigureAwait(false);
        return new WithoutSignIn();
    }

    private static string AppIdOf(ClaimsIdentity identity) =>
        (identity.Claims.SingleOrDefault(claim => claim.Type == AuthenticationConstants.AudienceClaim)
            ?? identity.Claims.SingleOrDefault(claim => claim.Type == AuthenticationConstants.AppIdClaim))?.Value;

    private async Task<ClaimsIdentity> AnonymousAsync(CancellationToken cancellationToken)
    {
        if (!await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false))
            throw new UnauthorizedAccessException();

        // An authentication type makes the identity count as authenticated.
        return new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);
    }

    private async Task<ClaimsIdentity> ChannelAsync(
        string authHeader, string channelId, string serviceUrl, CancellationToken cancellationToken)
    {
        var issuers = (configuration.ValidTokenIssuers ?? []).Prepend(TokenIssuer).ToArray();
        var identity = await new ChannelToken(MetadataUrl, issuers, configuration.RequiredEndorsements ?? [])
            .ValidateAsync(authHeader, channelId, cancellationToken).ConfigureAwait(false);

        var audience = identity.Claims.FirstOrDefault(
            claim => claim.Issuer == TokenIssuer && claim.Type == AuthenticationConstants.AudienceClaim)?.Value;
        if (string.IsNullOrWhiteSpace(audience)
            || !await credentialsFactory.IsValidAppIdAsync(audience, cancellationToken).ConfigureAwait(false))
        {
            throw new UnauthorizedAccessException("The token is for another app.");
        }

        var vouchedFor = identity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value;
        if (serviceUrl != null && !string.Equals(vouchedFor, serviceUrl, StringComparison.OrdinalIgnoreCase))
            throw new UnauthorizedAccessException("The token does not vouch for the activity's serviceUrl.");

        await ValidateClaimsAsync(identity.Claims.ToList(), audience).ConfigureAwait(false);
        return identity;
    }

    private async Task ValidateClaimsAsync(IList<Claim> claims, string audience)
    {
        if (configuration.ClaimsValidator != null)
            await configuration.ClaimsValidator.ValidateClaimsAsync(claims).ConfigureAwait(false);
        else if (IsOfAnotherBot(claims, audience))
            throw new UnauthorizedAccessException("ClaimsValidator is required for validation of Skill Host calls.");
    }

    private static bool IsOfAnotherBot(IList<Claim> claims, string audience)
    {
        string Find(string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;

        var version = Find(AuthenticationConstants.VersionClaim);
        if (version == null)
            return false;

        var appId = Find(version == "2.0" ? AuthenticationConstants.AuthorizedParty : AuthenticationConstants.AppIdClaim);
        return !string.IsNullOrWhiteSpace(appId) && appId != audience;
    }

    // Without authentication nobody has vouched for the caller, and the id that came in is cleared.
    private async Task<string> CallerIdAsync(CancellationToken cancellationToken) =>
        await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false) ? null : CallerId;

    private sealed class CloudConnectorFactory(CloudAuthentication cloud, string appId) : ConnectorFactory
    {
        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            var credentials = await cloud.CredentialsAsync(appId, audience, cancellationToken).ConfigureAwait(false);
            return new ConnectorClient(new Uri(serviceUrl), credentials, cloud.HttpClient(), disposeHttpClient: true);
        }
    }

    private Task<Rest.ServiceClientCredentials> CredentialsAsync(string appId, string audience, CancellationToken cancellationToken) =>
        credentialsFactory.CreateCredentialsAsync(appId, audience ?? OAuthScope, LoginUrl, ValidateAuthority, cancellationToken);

    private HttpClient HttpClient() => httpClientFactory?.CreateClient(string.Empty) ?? new HttpClient();
}
