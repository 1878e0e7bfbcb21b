using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.Features.Home;

namespace ClientBot.Features.Escalation;

internal static class EscalationSetup
{
    public static IServiceCollection AddEscalation(this IServiceCollection services)
    {
        services.AddChecked<EscalationOptions>(EscalationOptions.Section);
        services.AddScoped<CaseStories>().AddScoped<Escalations>().AddScoped<HelpBoard>().AddScoped<EscalationDesk>().AddScoped<Helpers>().AddScoped<HelpRights>().AddScoped<EscalationSweep>();
        services.AddScoped<IButtons, AskButtons>().AddScoped<IButtons, AskerButtons>().AddScoped<IButtons, HelperButtons>();
        services.AddScoped<IForm, ChangeForm>().AddScoped<IForm, HandForm>().AddScoped<IReplies, TypedAnswers>().AddScoped(p => new Lazy<Helpers>(p.GetRequiredService<Helpers>));
        services.AddScoped<ICommand, AwayCommand>().AddScoped<ICommand, BackCommand>();
        services.AddScoped<ICommand, EscalateCommand>().AddScoped<ICardWatch, Unreached>().AddScoped<IOfCase, EscalationRecords>().AddScoped<IOverdue, EscalationOverdue>();
        services.AddScoped<IHomePart, HelpAtHome>();
        return services.AddSweep<EscalationSweep, EscalationOptions>(o => o.Every);
    }
}
