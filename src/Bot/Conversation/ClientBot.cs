using ClientBot.Features.Guidance;
using ClientBot.Features.Home;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Conversation;

/// <summary>
/// The activity handler. A message is looked at as a button, then as a command, then as an answer to an open dialog,
/// and else it is what a client said.
/// </summary>
public sealed class ClientBot(
    Turn turn, Buttons buttons, Forms forms, Commands commands, IEnumerable<IReplies> replies, IGuidance guidance, Welcome welcome, Lazy<Overview> overview, PrivateConversationState state) : TeamsActivityHandler
{
    /// <summary>Does what takes long and needs no database, before the turn holds a lock.</summary>
    public void Prepare(Activity activity)
    {
        if (activity.Type != ActivityTypes.Message || activity.Value is not null) return;
        var said = Said.In(activity, personal: true);
        if (commands.Find(said) is null) guidance.ReadAhead(said.Text);
    }

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Value is not null && ButtonPress.In(turnContext.Activity.Value) is { } press)
        {
            await buttons.PressAsync(press, cancellationToken);
            return;
        }

        var said = Said.In(turnContext.Activity, turn.IsPersonal);
        if (commands.Find(said) is { } call)
        {
            await commands.RunAsync(call, cancellationToken);
            return;
        }

        foreach (var feature in replies)
        {
            if (await feature.TakeAsync((Activity)turnContext.Activity, said.Text, cancellationToken)) return;
        }

        if (commands.Unknown(said) is { } unknown)
        {
            await turn.SayAsync($"I don't know /{PlainRun.Of(unknown)}. Say `help` for what I can do.", cancellationToken);
            return;
        }

        if (turn.IsPersonal && await guidance.OptionAsync(said.Text, cancellationToken) is { } option)
        {
            await buttons.PressAsync(option, cancellationToken);
            return;
        }

        if (turn.IsPersonal && await IsDialogOpenAsync(turnContext, cancellationToken)) await guidance.ContinueAsync(said.Text, cancellationToken);
        else await guidance.BeginAsync(said.Text, cancellationToken);
    }

    protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        var answer = await base.OnInvokeActivityAsync(turnContext, cancellationToken);
        return answer is null or { Status: < 500 } ? answer! : Invokes.NotKnown(turnContext.Activity.Name);
    }

    protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
        forms.OpenAsync(ButtonPress.In(taskModuleRequest?.Data), cancellationToken);

    protected override async Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
        (await forms.SubmitAsync(ButtonPress.In(taskModuleRequest?.Data), cancellationToken))!;

    /// <summary>The message action "De-escalate this message": the message's own words, read where the person alone sees it.</summary>
    protected override async Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
    {
        var words = Said.InHtml(action?.MessagePayload?.Body);
        var card = await guidance.OfMessageAsync(words, cancellationToken);
        return new MessagingExtensionActionResponse { Task = card };
    }

    protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
        guidance.SubmitInMessageActionAsync(ButtonPress.In(action?.Data), cancellationToken);

    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        turn.IsPersonal && turnContext.Activity.Name == Overview.Name ? overview.Value.ShowAsync(cancellationToken) : Task.CompletedTask;

    // The base class would ask the platform for each member's details: no network call within a turn.
    protected override Task OnTeamsMembersAddedDispatchAsync(
        IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        welcome.OnMembersAddedAsync(membersAdded, turnContext.Activity.Recipient?.Id, cancellationToken);

    protected override Task OnTeamsMembersRemovedDispatchAsync(
        IList<ChannelAccount> membersRemoved, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private async Task<bool> IsDialogOpenAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var open = await state.CreateProperty<DialogState>(nameof(DialogState)).GetAsync(turnContext, () => null!, cancellationToken);
        return open?.DialogStack is { Count: > 0 };
    }
}
