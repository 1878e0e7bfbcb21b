namespace ClientBot.People;

internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services.AddScoped<Acquaintances>().AddScoped<Colleagues>().AddScoped<Reach>().AddScoped<Teams>();
}
