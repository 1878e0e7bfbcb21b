using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Home;

namespace ClientBot.Features.Casebook;

internal static class CasebookSetup
{
    public static IServiceCollection AddCasebook(this IServiceCollection services)
    {
        services.AddChecked<CasebookOptions>(CasebookOptions.Section);
        services.AddScoped<Cases>().AddScoped<RetentionSweep>().AddScoped<ScrubSweep>();
        services.AddScoped<CaseOpening>().AddScoped<IButtons, CaseButtons>().AddScoped<ICommand, CaseCommand>();
        services.AddScoped<ICommand, CasesCommand>().AddScoped<ICommand, ForgetCommand>().AddScoped<ICommand, NewCommand>();
        services.AddScoped<IHomePart, CasesAtHome>();
        services.AddScoped<IOverdue, RetentionOverdue>().AddScoped<IOverdue, ScrubOverdue>();
        return services.AddSweep<RetentionSweep, CasebookOptions>(o => o.RetentionEvery).AddSweep<ScrubSweep, CasebookOptions>(o => o.ScrubEvery);
    }
}
