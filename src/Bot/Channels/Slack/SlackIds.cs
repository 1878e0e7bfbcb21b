namespace ClientBot.Channels.Slack;

/// <summary>Slack's ids: a letter that tells the kind, then capitals and digits. Timestamps are ids of messages, and never numbers.</summary>
internal static class SlackIds
{
    public const string ChannelId = "slack";

    public static bool IsTeam(string? id) => Is(id, "TE");

    public static bool IsUser(string? id) => Is(id, "UW");

    public static bool IsConversation(string? id) => Is(id, "CDG");

    public static bool IsDirect(string id) => id[0] == 'D';

    public static bool IsTimestamp(string? ts) => ts is { Length: > 2 and <= 32 } && ts.All(c => char.IsAsciiDigit(c) || c == '.');

    private static bool Is(string? id, string kinds) =>
        id is { Length: >= 2 and <= 32 } && kinds.Contains(id[0], StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
