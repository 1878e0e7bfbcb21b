using System.Security.Claims;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Lets in the channel service and nobody else: no emulator, no other bot. Every fault is an UnauthorizedAccessException,
/// because the adapter answers 401 to that one only. Calls to the service are the Bot Framework's own (<paramref name="outbound"/>).
/// </summary>
internal sealed class TeamsAuthentication(
    TeamsAccount account, ChannelKeys keys, ConfigurationBotFrameworkAuthentication outbound, TimeProvider clock, ILogger<TeamsAuthentication> log)
    : BotFrameworkAuthentication
{
    private const int LongestToken = 16 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var identity = account.SignsIn ? await VerifyAsync(activity, authHeader, cancellationToken) : new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);
        return new AuthenticateRequestResult
        {
            ClaimsIdentity = identity,
            Audience = outbound.GetOriginatingAudience(),
            CallerId = account.SignsIn ? CallerIdConstants.PublicAzureChannel : null,
            ConnectorFactory = CreateConnectorFactory(identity),
        };
    }

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        throw new UnauthorizedAccessException("Streaming is not served.");

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => outbound.CreateConnectorFactory(claimsIdentity);

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        outbound.CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    private async Task<ClaimsIdentity> VerifyAsync(Activity activity, string? header, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(activity, header, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            Log.CallerRefused(log, e.Message);
            throw;
        }
#pragma warning disable CA1031 // A token can be broken in more ways than the library lists, and each of them means the same.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.CallerRefused(log, e.GetType().Name);
            throw new UnauthorizedAccessException("The token could not be verified.", e);
        }
    }

    // The table of reference: issuer, audience, RS256/384/512, lifetime with five minutes' skew, endorsement, serviceurl.
    private async Task<ClaimsIdentity> ReadAsync(Activity activity, string? header, CancellationToken cancellationToken)
    {
        var token = Bearer(header);
        var kid = new JsonWebToken(token).Kid;
        var key = string.IsNullOrEmpty(kid) ? null : await keys.FindAsync(kid, cancellationToken);
        if (key is null) throw new UnauthorizedAccessException("The token is signed with a key that the channel service does not publish.");

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
            ValidAudience = account.AppId,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = IsAlive,
        });
        if (!result.IsValid) throw new UnauthorizedAccessException("The token is not valid: " + result.Exception?.GetType().Name, result.Exception);
        if (result.ClaimsIdentity.FindAll(AuthenticationConstants.AudienceClaim).Count() != 1) throw new UnauthorizedAccessException("The token is for several audiences.");
        if (!ChannelKeys.EndorsementsOf(key).Contains(activity.ChannelId)) throw new UnauthorizedAccessException("The key that signed the token is not endorsed for this channel.");
        var urls = result.ClaimsIdentity.FindAll(AuthenticationConstants.ServiceUrlClaim).ToArray();
        if (urls is not [var url] || string.IsNullOrEmpty(url.Value) || !string.Equals(url.Value, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
            throw new UnauthorizedAccessException("The token does not vouch for the activity's serviceUrl.");
        return result.ClaimsIdentity;
    }

    private static string Bearer(string? header) =>
        header is { Length: <= LongestToken } && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header.AsSpan(7).Trim() is { Length: > 0 } token
            ? token.ToString() : throw new UnauthorizedAccessException("There is no bearer token.");

    // By the injected clock; the library's own check reads the machine's.
    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - Skew && (notBefore is not { } begin || begin < now + Skew);
    }
}
