using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace Microsoft.Bot.Connector.Authentication;

public class ManagedIdentityAuthenticator : IAuthenticator
{
    // The application holds the token cache and has to outlive the credentials of one turn.
    private static readonly ConcurrentDictionary<string, IManagedIdentityApplication> Applications = new();

    private readonly IManagedIdentityApplication _application;
    private readonly string _resource;
    private readonly ILogger _logger;

    public ManagedIdentityAuthenticator(string appId, string resource, HttpClient customHttpClient = null, ILogger logger = null)
    {
        if (string.IsNullOrWhiteSpace(appId))
            throw new ArgumentNullException(nameof(appId));
        if (string.IsNullOrWhiteSpace(resource))
            throw new ArgumentNullException(nameof(resource));

        _resource = resource;
        _logger = logger ?? NullLogger.Instance;
        _application = customHttpClient == null ? Applications.GetOrAdd(appId, id => Build(id, null)) : Build(appId, customHttpClient);
    }

    public Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false) => TokenRefresh.RunAsync(
        () => _application.AcquireTokenForManagedIdentity(_resource).WithForceRefresh(forceRefresh).ExecuteAsync(),
        IsPassing);

    private static IManagedIdentityApplication Build(string appId, HttpClient httpClient)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId));
        return (httpClient == null ? builder : builder.WithHttpClientFactory(new GivenHttpClient(httpClient))).Build();
    }

    private bool IsPassing(Exception fault)
    {
        _logger.LogError(fault, "The managed identity gave no token.");
        return fault is not MsalServiceException service || service.StatusCode == 429;
    }
}
