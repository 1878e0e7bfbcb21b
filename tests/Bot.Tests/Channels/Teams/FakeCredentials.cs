using System.Net.Http.Headers;
using ClientBot.Channels.Teams;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Rest;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>Signs without asking Entra.</summary>
internal sealed class FakeCredentials : ServiceClientCredentialsFactory
{
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == TeamsStage.AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(new Signed(appId));

    private sealed class Signed(string appId) : ServiceClientCredentials
    {
        public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token-of-" + appId);
            return Task.CompletedTask;
        }
    }
}

internal static class FakeTeamsSetup
{
    /// <summary>Puts our channel service where Microsoft's would be.</summary>
    public static IServiceCollection AddFakeTeams(this IServiceCollection services, FakeTeams teams)
    {
        services.AddSingleton<ServiceClientCredentialsFactory, FakeCredentials>();
        services.AddHttpClient(ChannelKeys.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => teams);
        services.AddHttpClient(TeamsConnector.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => teams);
        return services;
    }
}
