using ClientBot.Conversation;

namespace ClientBot.Features.DraftCheck;

internal static class DraftCheckSetup
{
    public static IServiceCollection AddDraftCheck(this IServiceCollection services) =>
        services.AddSingleton<CurrentDraftReader>().AddScoped<ICommand, CheckCommand>();
}
