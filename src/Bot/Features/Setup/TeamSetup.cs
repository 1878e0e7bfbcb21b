using ClientBot.Conversation;
using ClientBot.Delivery;

namespace ClientBot.Features.Setup;

internal static class TeamSetup
{
    public static IServiceCollection AddTeamSetup(this IServiceCollection services)
    {
        services.AddChecked<SetupOptions>(SetupOptions.Section);
        services.AddScoped<TeamSettings>().AddScoped<SetupCard>().AddScoped<ICommand, SetupCommand>().AddScoped<IButtons, SetupButtons>().AddScoped<IForm, SetupForm>();
        return services.AddScoped<ICardWatch, UnreachedInPolicy>();
    }
}
