using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;

namespace ClientBot.Features.Digest;

internal static class DigestSetup
{
    public static IServiceCollection AddDigest(this IServiceCollection services)
    {
        services.AddChecked<DigestOptions>(DigestOptions.Section);
        services.AddScoped<Digests>().AddScoped<FigureQuery>().AddScoped<DigestSweep>().AddScoped<DuePost>().AddScoped<Muting>().AddScoped<IOverdue, DigestOverdue>();
        services.AddScoped<ICommand, DigestCommand>().AddScoped<ICommand, MuteCommand>().AddScoped<ICommand, UnmuteCommand>().AddScoped<IButtons, DigestButtons>();
        services.AddScoped<MorningSweep>().AddScoped<MorningCards>().AddScoped<IButtons, OutcomeButtons>();
        services.AddScoped<IButtons, ThanksButtons>().AddScoped<IOfCase, ThanksRecords>();
        return services.AddSweep<DigestSweep, DigestOptions>(o => o.Every).AddSweep<MorningSweep, DigestOptions>(o => o.Every);
    }
}
