using ClientBot.Delivery;
using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Slack;

internal static class SlackSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddSlack(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsCheck>();
        // A token must not follow a redirect to wherever that leads.
        services.AddHttpClient(SlackApi.HttpClientName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers().AddHttpMessageHandler(p => new RepeatsWhatWasRefused(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlackApi>().AddSingleton<SlackWorkspaces>().AddSingleton<SlackProfiles>().AddSingleton<SlackChats>().AddSingleton<SlackHome>().AddSingleton<SlackPace>();
        services.AddSingleton<SlackActivities>().AddSingleton<SlackAdapter>().AddSingleton<SlackWords>().AddSingleton<SlackHearing>();
        services.AddSingleton<SlackForms>().AddSingleton<SlackInteractions>().AddSingleton<SlackInbound>().AddSingleton<SlackEndpoints>();
        services.AddSingleton<IChannel, SlackChannel>().AddSingleton<IHears>(p => p.GetRequiredService<SlackHearing>());
        services.AddSingleton<SlackErrands>().AddHostedService(p => p.GetRequiredService<SlackErrands>());
        services.AddHostedService<SlackStart>();
        services.AddSingleton<SlackSocket>().AddHostedService(p => p.GetRequiredService<SlackSocket>()).AddScoped<IOverdue, SlackSocketOverdue>();
        return services;
    }

    /// <summary>Nothing is mapped where no secret tells Slack from anybody else: there is no Slack, or it comes over Socket Mode.</summary>
    public static void MapSlack(this IEndpointRouteBuilder endpoints)
    {
        if (string.IsNullOrWhiteSpace(endpoints.ServiceProvider.GetRequiredService<IConfiguration>()[$"{SlackOptions.Section}:{nameof(SlackOptions.SigningSecret)}"])) return;
        endpoints.MapPost("/slack/events", (HttpContext http, SlackEndpoints slack) => slack.EventsAsync(http));
        endpoints.MapPost("/slack/commands", (HttpContext http, SlackEndpoints slack) => slack.CommandsAsync(http));
        endpoints.MapPost("/slack/interactions", (HttpContext http, SlackEndpoints slack) => slack.InteractionsAsync(http));
    }

    /// <summary>Whether anything of Slack is set; what is set has to be complete (<see cref="SlackOptionsCheck"/>).</summary>
    public static bool IsOn(IConfiguration configuration) => configuration.GetSection(SlackOptions.Section).AsEnumerable().Any(s => !string.IsNullOrWhiteSpace(s.Value));
}

/// <summary>Asks Slack at the start whose the tokens are: one that is wrong stops the start, a Slack that can't be reached doesn't.</summary>
internal sealed class SlackStart(IConfiguration configuration, IServiceProvider services) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!SlackSetup.IsOn(configuration)) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        if (await services.GetRequiredService<SlackWorkspaces>().LearnAsync(patience.Token) is { } fault) throw new OptionsValidationException(SlackOptions.Section, typeof(SlackOptions), [fault]);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
