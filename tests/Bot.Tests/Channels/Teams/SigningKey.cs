using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>A key of the channel service, and the tokens it signs.</summary>
internal sealed class SigningKey(string id, params string[] endorsements)
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public JObject Published
    {
        get
        {
            var parts = _rsa.ExportParameters(false);
            return new JObject
            {
                ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["n"] = Base64UrlEncoder.Encode(parts.Modulus), ["e"] = Base64UrlEncoder.Encode(parts.Exponent),
                ["endorsements"] = new JArray(endorsements.Length > 0 ? endorsements : ["msteams", "webchat"]),
            };
        }
    }

    public string Sign(Action<SecurityTokenDescriptor>? change = null, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = "https://api.botframework.com",
            Audience = TeamsStage.AppId,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = TeamsStage.ServiceUrl },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = id }, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
