using ClientBot.Conversation;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Guidance;

/// <summary>What the rest of the bot may ask of this feature.</summary>
public interface IGuidance
{
    /// <summary>Reads a client's words before the turn holds a lock; <see cref="BeginAsync"/> with the same words then need not.</summary>
    void ReadAhead(string words);

    /// <summary>Guidance for a client's words; without words, the question what they were.</summary>
    Task BeginAsync(string words, CancellationToken cancellationToken);

    /// <summary>The answer to an open question of the dialog.</summary>
    Task ContinueAsync(string text, CancellationToken cancellationToken);

    /// <summary>The button of the newest card that a text is the title of, or null.</summary>
    Task<ButtonPress?> OptionAsync(string text, CancellationToken cancellationToken);

    /// <summary>Guidance for a message of the chat, shown in a dialog to whoever asked, and kept in their 1:1 chat.</summary>
    Task<TaskModuleResponseBase> OfMessageAsync(string words, CancellationToken cancellationToken);

    /// <summary>A button pressed in that dialog: the card as it is now, in the same dialog.</summary>
    Task<MessagingExtensionActionResponse> SubmitInMessageActionAsync(ButtonPress? press, CancellationToken cancellationToken);
}
