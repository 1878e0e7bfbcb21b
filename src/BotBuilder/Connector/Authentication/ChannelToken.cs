using System.Collections;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// Proves that a token was signed by the channel service, for this channel. Audience and serviceUrl are the caller's to check.
/// A malformed, expired or forged token escapes as the token library's own exception, as it does with Microsoft's packages.
/// </summary>
internal sealed class ChannelToken(string metadataUrl, string[] issuers, string[] requiredEndorsements)
{
    private static readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> Metadata = new();

    public async Task<ClaimsIdentity> ValidateAsync(string authHeader, string channelId, CancellationToken cancellationToken)
    {
        var token = Bearer(authHeader);
        var parsed = new JsonWebToken(token);
        if (!issuers.Contains(parsed.Issuer))
            throw new UnauthorizedAccessException("The token's issuer is not the channel service.");

        var manager = Metadata.GetOrAdd(metadataUrl, url => new(url, new OpenIdConnectConfigurationRetriever()));
        var metadata = await manager.GetConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, Rules(metadata)).ConfigureAwait(false);
        if (!result.IsValid)
        {
            // The service may have begun to sign with a key it published since.
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
                manager.RequestRefresh();
            throw result.Exception;
        }

        var endorsements = EndorsementsOf(metadata, parsed.Kid);
        var needed = requiredEndorsements.Prepend(channelId).Where(name => !string.IsNullOrEmpty(name));
        if (endorsements.Count == 0 || !needed.All(endorsements.Contains))
            throw new UnauthorizedAccessException($"The key that signed the token is not endorsed for {channelId}.");

        return result.ClaimsIdentity;
    }

    private static string Bearer(string authHeader)
    {
        var parts = (authHeader ?? string.Empty).Split(' ');
        return parts is ["Bearer", { Length: > 0 } token]
            ? token
            : throw new UnauthorizedAccessException("The Authorization header does not read 'Bearer TOKEN'.");
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration metadata) => new()
    {
        ValidIssuers = issuers,
        ValidateAudience = false,
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        IssuerSigningKeys = metadata.SigningKeys,
        ValidAlgorithms = AuthenticationConstants.AllowedSigningAlgorithms,
    };

    private static List<string> EndorsementsOf(OpenIdConnectConfiguration metadata, string keyId)
    {
        var key = metadata.JsonWebKeySet?.Keys.FirstOrDefault(candidate => candidate.Kid == keyId);
        object value = null;
        key?.AdditionalData.TryGetValue("endorsements", out value);
        return value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(name => name.ToString()).ToList(),
            string name => [name],
            IEnumerable list => list.Cast<object>().Select(name => name?.ToString()).ToList(),
            _ => [],
        };
    }
}
