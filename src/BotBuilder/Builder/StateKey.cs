using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

// The three scopes are built from the same pieces, and complain about a missing one in the same words.
internal static class StateKey
{
    public static string Channel(Activity activity) => activity.ChannelId ?? throw Missing("channelId");

    public static string Conversation(Activity activity) => activity.Conversation?.Id ?? throw Missing("Conversation.Id");

    public static string User(Activity activity) => activity.From?.Id ?? throw Missing("From.Id");

    private static InvalidOperationException Missing(string name) => new InvalidOperationException($"invalid activity-missing {name}");
}
