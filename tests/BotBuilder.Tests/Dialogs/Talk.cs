using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;

namespace ClientBot.BotBuilder.Tests.Dialogs;

/// <summary>A conversation with one dialog, whose state goes through a store after every turn.</summary>
internal sealed class Talk
{
    private readonly Dialog _root;
    private readonly ConversationState _state = new(new MemoryStorage());
    private readonly IStatePropertyAccessor<DialogState> _dialogState;

    public Talk(Dialog root, TestAdapter? adapter = null)
    {
        _root = root;
        _dialogState = _state.CreateProperty<DialogState>("dialogs");
        Adapter = adapter ?? new TestAdapter();
    }

    public TestAdapter Adapter { get; }

    public TestFlow Flow => new(Adapter, TurnAsync);

    /// <summary>The waterfall alone, with what it needs in the same component.</summary>
    public static ComponentDialog Of(WaterfallStep[] steps, params Dialog[] others)
    {
        var component = new ComponentDialog("root");
        component.AddDialog(new WaterfallDialog("waterfall", steps));
        foreach (var other in others)
        {
            component.AddDialog(other);
        }

        return component;
    }

    public static async Task<DialogTurnResult> Say(WaterfallStepContext step, string text, CancellationToken token)
    {
        await step.Context.SendActivityAsync(text, cancellationToken: token);
        return await step.EndDialogAsync(text, token);
    }

    public static Task<DialogTurnResult> Ask(
        WaterfallStepContext step, string prompt, string question, CancellationToken token, string? again = null)
        => step.PromptAsync(
            prompt, new PromptOptions { Prompt = MessageFactory.Text(question), RetryPrompt = again == null ? null : MessageFactory.Text(again) }, token);

    private async Task TurnAsync(ITurnContext turn, CancellationToken token)
    {
        await _root.RunAsync(turn, _dialogState, token);
        await _state.SaveChangesAsync(turn, false, token);
    }
}
