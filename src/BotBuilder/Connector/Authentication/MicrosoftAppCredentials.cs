using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;

namespace Microsoft.Bot.Connector.Authentication;

public class MicrosoftAppCredentials : AppCredentials
{
    public const string MicrosoftAppTypeKey = "MicrosoftAppType";
    public const string MicrosoftAppPasswordKey = "MicrosoftAppPassword";
    public const string MicrosoftAppIdKey = "MicrosoftAppId";
    public const string MicrosoftAppTenantIdKey = "MicrosoftAppTenantId";

    public static readonly MicrosoftAppCredentials Empty = new(null, null);

    public MicrosoftAppCredentials(
        string appId, string password, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : this(appId, password, null, customHttpClient, logger, oAuthScope)
    {
    }

    public MicrosoftAppCredentials(
        string appId, string password, string channelAuthTenant, HttpClient customHttpClient = null, ILogger logger = null,
        string oAuthScope = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        MicrosoftAppId = appId;
        MicrosoftAppPassword = password;
    }

    public string MicrosoftAppPassword { get; set; }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new SecretAuthenticator(this));

    private sealed class SecretAuthenticator : IAuthenticator
    {
        private const string DefaultScope = "/.default";
        private readonly IConfidentialClientApplication _application;
        private readonly string[] _scopes;

        public SecretAuthenticator(MicrosoftAppCredentials credentials)
        {
            // The shared cache outlives these credentials, which are made anew for every turn.
            var builder = ConfidentialClientApplicationBuilder.Create(credentials.MicrosoftAppId)
                .WithAuthority(credentials.OAuthEndpoint, credentials.ValidateAuthority)
                .WithClientSecret(credentials.MicrosoftAppPassword)
                .WithCacheOptions(CacheOptions.EnableSharedCacheOptions);
            if (credentials.CustomHttpClient != null)
                builder = builder.WithHttpClientFactory(new GivenHttpClient(credentials.CustomHttpClient));

            _application = builder.Build();
            var scope = credentials.OAuthScope;
            _scopes = [scope.EndsWith(DefaultScope, StringComparison.OrdinalIgnoreCase) ? scope : scope + DefaultScope];
        }

        public Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false) => TokenRefresh.RunAsync(
            () => _application.AcquireTokenForClient(_scopes).WithForceRefresh(forceRefresh).ExecuteAsync(),
            fault => fault is MsalServiceException { ErrorCode: "temporarily_unavailable" });
    }
}
