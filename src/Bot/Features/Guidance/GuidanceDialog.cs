using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace ClientBot.Features.Guidance;

/// <summary>
/// The waterfall: ask what the client said (skipped when the words came along), read it, show the card. It ends at the
/// card; everything after is a button. Made anew for each turn, as its state holds only where the conversation is.
/// </summary>
public sealed class GuidanceDialog : ComponentDialog
{
    private const string Question = "What did your client say? Paste it, or tell me in your own words.";
    private const string QuestionAgain = "I'm listening: paste what the client said, or tell me in your own words.";
    private readonly NextRound _next;

    public GuidanceDialog(NextRound next)
        : base(nameof(GuidanceDialog))
    {
        _next = next;
        AddDialog(new WaterfallDialog(nameof(WaterfallDialog), [AskAsync, AnswerAsync]));
        AddDialog(new TextPrompt(nameof(TextPrompt), (answer, _) => Task.FromResult(!string.IsNullOrWhiteSpace(answer.Recognized.Value))));
        InitialDialogId = nameof(WaterfallDialog);
    }

    /// <summary>The words that came with the turn; not kept in the dialog's state, where a client's words have no place.</summary>
    public string? Words { get; set; }

    private Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken cancellationToken) => Words is { } words
        ? step.NextAsync(words, cancellationToken)
        : step.PromptAsync(
            nameof(TextPrompt),
            new PromptOptions { Prompt = MessageFactory.Text(Question), RetryPrompt = MessageFactory.Text(QuestionAgain) },
            cancellationToken);

    private async Task<DialogTurnResult> AnswerAsync(WaterfallStepContext step, CancellationToken cancellationToken)
    {
        await _next.AnswerAsync((string)step.Result, cancellationToken);
        return await step.EndDialogAsync(cancellationToken: cancellationToken);
    }
}
