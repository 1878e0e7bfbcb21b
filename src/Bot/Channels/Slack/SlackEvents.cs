using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>Which events are for the bot at all; the others are answered and forgotten.</summary>
internal static class SlackEvents
{
    public const string Message = "message", Mention = "app_mention", HomeOpened = "app_home_opened", Home = "home", Revoked = "tokens_revoked", Uninstalled = "app_uninstalled";

    /// <summary>Who did something that wants an answer; null where nobody did.</summary>
    public static string? SpeakerIn(JObject envelope, SlackWorkspace workspace)
    {
        if (envelope["event"] is not JObject happened || happened.Text("user") is not { } user || !SlackIds.IsUser(user) || user == workspace.BotUserId) return null;
        // Programs, the bot itself among them: two of them would talk for ever.
        if (happened["bot_id"] is JValue { Value: not null } || happened["bot_profile"] is JObject || happened.Text("app_id") is { Length: > 0 }) return null;
        // Of another organisation, in a channel that both share.
        if (IsForeign(happened.Text("user_team"), workspace) || IsForeign(happened.Text("source_team"), workspace)) return null;
        return happened.Text("type") switch
        {
            // Edited, deleted, joined, …: nothing was said. A file's comment is said.
            Message => happened.Text("channel_type") == "im" && happened.Text("subtype") is null or "file_share" && happened.Text("channel_type") == "im" ? user : null,
            Mention => happened["edited"] is JObject || IsForeign(happened.Text("team"), workspace) ? null : user,
            HomeOpened => happened.Text("tab") is "messages" or Home ? user : null,
            _ => null,
        };
    }

    private static bool IsForeign(string? team, SlackWorkspace workspace) => team is { Length: > 0 } && team != workspace.TeamId && team[0] == 'T';
}
