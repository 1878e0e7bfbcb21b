using Microsoft.Bot.Schema;

namespace ClientBot.Conversation;

/// <summary>A feature whose cards can be answered by typing: a reply in the thread, or a quote.</summary>
public interface IReplies
{
    /// <summary>True where the message answered a card of this feature, and was dealt with.</summary>
    Task<bool> TakeAsync(Activity activity, string text, CancellationToken cancellationToken);
}
