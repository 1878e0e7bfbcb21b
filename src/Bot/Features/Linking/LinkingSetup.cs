using ClientBot.Conversation;
using ClientBot.Delivery;

namespace ClientBot.Features.Linking;

internal static class LinkingSetup
{
    public static IServiceCollection AddLinking(this IServiceCollection services)
    {
        services.AddChecked<LinkingOptions>(LinkingOptions.Section);
        services.AddScoped<Links>().AddScoped<LinkSweep>().AddScoped<ICommand, UnlinkCommand>();
        return services.AddSweep<LinkSweep, LinkingOptions>(o => o.Every);
    }
}
