using ClientBot.Conversation;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Guidance;

/// <summary>Guidance as a conversation: runs the dialog, or shows its result in a message action.</summary>
internal sealed class GuidanceConversation(
    Turn turn, GuidanceDialog dialog, NextRound next, Rounds rounds, Lazy<RoundPresses> presses, GuidanceCard card, CurrentPlaybook playbook, Lazy<Buttons> buttons, PrivateConversationState state) : IGuidance
{
    private const string Title = "ClientBot";

    public void ReadAhead(string words)
    {
        if (words.Length > 0 && !Greeting.Is(words)) next.ReadAhead(words);
    }

    public async Task BeginAsync(string words, CancellationToken cancellationToken)
    {
        if (Greeting.Is(words))
        {
            await turn.SayAsync(Greeting.Answer(turn.Person.Name), cancellationToken);
        }
        else if (playbook.Guide.ToAside(words) is { } aside)
        {
            await turn.SayAsync(aside, cancellationToken);
        }
        else if (words.Length == 0 && !turn.IsPersonal)
        {
            await turn.SayAsync("Tell me here what your client said: their words, or yours. Only you see this chat.", cancellationToken);
        }
        else if (ForClient.In(words) is { Label: { } label, Words.Length: 0 })
        {
            await turn.SayAsync($"What did {PlainRun.Of(label)} say? Send it as `for NAME: their words`.", cancellationToken);
        }
        else
        {
            // A question that is still open is answered by this, or asked anew: it never gets the command's own text.
            await state.CreateProperty<DialogState>(nameof(DialogState)).DeleteAsync(turn.Context, cancellationToken);
            dialog.Words = words.Length == 0 ? null : words;
            await RunAsync(cancellationToken);
        }
    }

    public async Task ContinueAsync(string text, CancellationToken cancellationToken)
    {
        if (Greeting.Is(text))
        {
            await turn.SayAsync(Greeting.Answer(turn.Person.Name), cancellationToken);
            return;
        }

        if (playbook.Guide.ToAside(text) is { } aside)
        {
            await turn.SayAsync(aside, cancellationToken);
            return;
        }

        // The prompt reads the activity itself: it shall see the words without a mention or markup.
        turn.Context.Activity.Text = text;
        await RunAsync(cancellationToken);
    }

    public Task<ButtonPress?> OptionAsync(string text, CancellationToken cancellationToken) => rounds.OptionAsync(text, cancellationToken);

    public async Task<TaskModuleResponseBase> OfMessageAsync(string words, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new TaskModuleMessageResponse("There are no words in that message for me to read. Paste what the client said in our chat, and I'll help from there.");
        var view = await next.AnswerAsync(words, cancellationToken, mayNameClient: false);
        return Dialog(view);
    }

    public async Task<MessagingExtensionActionResponse> SubmitInMessageActionAsync(ButtonPress? press, CancellationToken cancellationToken)
    {
        if (press?.Action == Escalation.EscalationActions.Ask)
        {
            await buttons.Value.PressAsync(press, cancellationToken);
            return new MessagingExtensionActionResponse { Task = new TaskModuleMessageResponse("Asked. Who has it, and a line for the client meanwhile, stand in our chat.") };
        }

        var view = press is null ? null : await presses.Value.PressAsync(press, cancellationToken);
        if (press?.Action == GuidanceActions.Words && view is not null)
            return new MessagingExtensionActionResponse { Task = new TaskModuleMessageResponse("The words are in our chat, ready to copy.") };
        return new MessagingExtensionActionResponse
        {
            Task = view is null ? new TaskModuleMessageResponse(Rounds.NoLongerHere) : Dialog(view),
        };
    }

    private TaskModuleContinueResponse Dialog(RoundView view) => new(new TaskModuleTaskInfo
    {
        Title = Title, Height = "large", Width = "medium", Card = card.Attachment(view, inDialog: true),
    });

    // What Dialog.RunAsync does, without the trace that it sends of everything in memory, the client's words included.
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var dialogs = new DialogSet(state.CreateProperty<DialogState>(nameof(DialogState))).Add(dialog);
        var context = await dialogs.CreateContextAsync(turn.Context, cancellationToken);
        var result = await context.ContinueDialogAsync(cancellationToken);
        if (result.Status == DialogTurnStatus.Empty) await context.BeginDialogAsync(dialog.Id, null, cancellationToken);
    }
}
