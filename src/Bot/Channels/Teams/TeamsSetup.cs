using ClientBot.Channels.Slack;
using ClientBot.Conversation;
using ClientBot.Delivery;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Teams;

internal static class TeamsSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsCheck>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ListensOnlyHere>();
        services.AddSingleton<TeamsAccount>().AddSingleton<ActivityGate>().AddSingleton<MessagesEndpoint>();
        services.AddSignIn(configuration).AddConnector();
        services.AddSingleton<TeamsAdapter>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<TurnWithTyping>(p, p.GetRequiredService<ConversationTurn>()));
        return services;
    }

    /// <summary>Without sign-in the address is for this machine's test clients; where Slack is set up there are none.</summary>
    public static void MapTeams(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        if (!services.GetRequiredService<TeamsAccount>().SignsIn && SlackSetup.IsOn(services.GetRequiredService<IConfiguration>())) return;
        endpoints.MapPost("/api/messages", (HttpContext http, MessagesEndpoint messages) => messages.AnswerAsync(http));
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(ChannelKeys.HttpClientName, client => client.Timeout = Patience).RemoveAllLoggers();
        services.AddSingleton<ChannelKeys>().AddSingleton<TeamsCredentials>();
        services.AddSingleton<ServiceClientCredentialsFactory>(p => new ConfigurationServiceClientCredentialFactory(
            configuration, logger: p.GetRequiredService<ILogger<ServiceClientCredentialsFactory>>()));
        services.AddSingleton(p => new ConfigurationBotFrameworkAuthentication(
            configuration, p.GetRequiredService<ServiceClientCredentialsFactory>(), httpClientFactory: p.GetRequiredService<IHttpClientFactory>(),
            logger: p.GetRequiredService<ILogger<ConfigurationBotFrameworkAuthentication>>()));
        return services.AddSingleton<BotFrameworkAuthentication, TeamsAuthentication>();
    }

    private static void AddConnector(this IServiceCollection services)
    {
        // A token must not follow a redirect to wherever that leads.
        services.AddHttpClient(TeamsConnector.HttpClientName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers().AddHttpMessageHandler(p => new RepeatsWhatWasRefused(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TeamsConnector>().AddSingleton<Pace>();
        foreach (var id in ActivityGate.Channels)
            services.AddSingleton<IChannel>(p => new TeamsChannel(id, p.GetRequiredService<TeamsConnector>(), p.GetRequiredService<Pace>()));
    }
}
