using ClientBot.Conversation;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Playground;

/// <summary>
/// Once a run, when the first page looks on, the bot is told who is there: it gets to know the manager before she says a
/// word, and greets where it never did.
/// </summary>
internal sealed class PlaygroundWelcome(PlaygroundAdapter adapter, PlaygroundInbound inbound, ConversationTurn turn)
{
    private int _done;

    public async Task OnceAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _done, 1) == 1) return;
        foreach (var conversation in PlaygroundCast.Conversations)
        {
            foreach (var member in conversation.Members)
            {
                Activity joined = inbound.Joined(conversation, member);
                await adapter.ProcessActivityAsync(null, joined, turn.OnTurnAsync, cancellationToken);
            }
        }
    }
}
