using ClientBot.Features.Home;
using ClientBot.Storage;
using Microsoft.Bot.Builder;

namespace ClientBot.Conversation;

internal static class ConversationSetup
{
    public static IServiceCollection AddConversation(this IServiceCollection services)
    {
        services.AddScoped<Turn>().AddScoped<ClientBot>().AddScoped<Buttons>().AddScoped<Forms>().AddScoped<Commands>().AddScoped<Welcome>().AddScoped<Greeted>();
        services.AddScoped(p => new Lazy<Overview>(p.GetRequiredService<Overview>)).AddScoped(p => new Lazy<Commands>(p.GetRequiredService<Commands>)).AddScoped(p => new Lazy<Buttons>(p.GetRequiredService<Buttons>));
        services.AddScoped<ICommand, HelpCommand>();
        services.AddScoped(p => new PrivateConversationState(p.GetRequiredService<BotStateStore>()));
        services.AddSingleton<ConversationTurn>().AddSingleton<Features>();
        return services;
    }
}
