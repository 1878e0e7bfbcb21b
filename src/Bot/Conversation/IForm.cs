using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Conversation;

/// <summary>
/// A form: a card with fields and one submit, opened by a button. The house protocol is Teams' own (task/fetch,
/// task/submit); other channels translate.
/// </summary>
public interface IForm
{
    /// <summary>The action of the button that opens it, and of its submit.</summary>
    string Action { get; }

    /// <summary>The form itself, or a sentence why it can't be opened.</summary>
    Task<TaskModuleResponse> OpenAsync(ButtonPress press, CancellationToken cancellationToken);

    /// <summary>Null closes the form; a response keeps it open, with what is wrong beside the fields.</summary>
    Task<TaskModuleResponse?> SubmitAsync(ButtonPress press, CancellationToken cancellationToken);
}
