using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

internal static class GuidanceSetup
{
    public static IServiceCollection AddGuidance(this IServiceCollection services)
    {
        services.AddChecked<PlaybookOptions>(PlaybookOptions.Section);
        services.AddSingleton<CurrentPlaybook>().AddSingleton(_ => ClientReader.Default).AddSingleton<GuidanceCard>();
        services.AddScoped<CasesSoFar>().AddScoped<IGuidance, GuidanceConversation>().AddScoped<GuidanceDialog>().AddScoped<NextRound>().AddScoped<Rounds>().AddScoped<RoundPresses>().AddScoped<RoundMoves>();
        services.AddScoped(p => new Lazy<RoundPresses>(p.GetRequiredService<RoundPresses>));
        services.AddScoped<IButtons, GuidanceButtons>().AddScoped<IButtons, RecourseButtons>().AddScoped<IForm, DetailsForm>().AddScoped<IOfCase, GuidanceRecords>();
        services.AddScoped<ICommand, GuideCommand>().AddScoped<ICaseCard, CaseCard>();
        services.AddHostedService<PlaybookFolder>();
        return services;
    }
}
