using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// People's 1:1 chats with the bot. What somebody does in a chat with another person, or in a channel that another
/// organisation shares, is answered there.
/// </summary>
internal sealed class SlackChats(SlackApi api)
{
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<(string Team, string User), string> _known = new();

    public async Task<(string? Id, SlackAnswer? Failure)> OfAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((workspace.TeamId, userId), out var known)) return (known, null);
        var answer = await api.CallAsync(workspace.Token, "conversations.open", new JObject { ["users"] = userId }, cancellationToken);
        if (!answer.IsOk || answer.Text("channel.id") is not { } id || !SlackIds.IsConversation(id)) return (null, answer);
        if (_known.Count >= MostKept) _known.Clear();
        return (_known[(workspace.TeamId, userId)] = id, null);
    }
}
