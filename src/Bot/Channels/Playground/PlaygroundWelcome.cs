using ClientBot.Conversation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Channels.Playground;

/// <summary>
/// Once a run, when the first page looks on, the bot is told who is there: it gets to know the manager before she says a
/// word, and greets where it never did. Where no team is set up, she does it with the command that anybody would use.
/// </summary>
internal sealed class PlaygroundWelcome(PlaygroundAdapter adapter, PlaygroundInbound inbound, ConversationTurn turn, IServiceScopeFactory scopes)
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

        if (await HasTeamAsync(cancellationToken)) return;
        var setup = inbound.Command(PlaygroundCast.Find("team")!, PlaygroundCast.Manager, $"setup: {PlaygroundCast.Manager.Name}");
        await adapter.ProcessActivityAsync(null, setup, turn.OnTurnAsync, cancellationToken);
    }

    private async Task<bool> HasTeamAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClientBotDb>().Set<Team>().AnyAsync(cancellationToken);
    }
}
