namespace ClientBot.Features.Home;

internal static class HomeSetup
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services.AddScoped<Overview>().AddScoped<IHomePart, HowToAsk>();
}
