using ClientBot.Delivery;

namespace ClientBot.Channels.Playground;

internal static class PlaygroundSetup
{
    public static IServiceCollection AddPlayground(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<PlaygroundOptions>(PlaygroundOptions.Section);
        services.AddSingleton<PlaygroundListeners>().AddSingleton<PlaygroundTranscripts>().AddSingleton<PlaygroundAdapter>();
        services.AddSingleton<PlaygroundInbound>().AddSingleton<PlaygroundWelcome>().AddSingleton<PlaygroundApi>().AddSingleton<PlaygroundStream>().AddSingleton<PlaygroundPage>();
        services.AddSingleton<IChannel, PlaygroundChannel>();
        return services;
    }

    /// <summary>Nothing is mapped where a channel is configured, unless <c>Playground:Enabled</c> asks for it.</summary>
    public static void MapPlayground(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        if (!IsOn(services.GetRequiredService<IConfiguration>())) return;
        var api = services.GetRequiredService<PlaygroundApi>();
        var page = services.GetRequiredService<PlaygroundPage>();
        var stream = services.GetRequiredService<PlaygroundStream>();

        endpoints.MapGet("/", PlaygroundGate.Guard(page.IndexAsync));
        endpoints.MapGet("/playground/{file}", PlaygroundGate.Guard(page.FileAsync));
        endpoints.MapGet("/playground/conversations", PlaygroundGate.Guard(api.ConversationsAsync));
        endpoints.MapGet("/playground/conversations/{conversation}/activities", PlaygroundGate.Guard(api.ActivitiesAsync));
        endpoints.MapPost("/playground/conversations/{conversation}/activities", PlaygroundGate.Guard(api.PostAsync));
        var sockets = endpoints.CreateApplicationBuilder();
        sockets.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        sockets.Run(stream.RunAsync);
        endpoints.MapGet("/playground/stream", PlaygroundGate.Guard(sockets.Build()));
    }

    internal static bool IsOn(IConfiguration configuration) =>
        configuration.GetSection(PlaygroundOptions.Section).Get<PlaygroundOptions>()?.Enabled
        ?? (string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"])
            && !configuration.GetSection("Slack").AsEnumerable().Any(s => !string.IsNullOrWhiteSpace(s.Value)));
}
