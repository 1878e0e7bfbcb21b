using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>What was pressed in a block_actions payload, and where.</summary>
internal static class SlackPress
{
    public static string? ValueOf(JObject payload) => payload["actions"] is JArray { Count: > 0 } actions ? actions[0].Text("value") ?? actions[0].Text("selected_option.value") : null;

    public static string? ConversationOf(JObject payload) =>
        new[] { payload.Text("container.channel_id"), payload.Text("channel.id") }.FirstOrDefault(SlackIds.IsConversation);

    /// <summary>In a modal view. The home tab is a view by Slack's words, and stands like a message by its buttons.</summary>
    public static bool IsInView(JObject payload) => payload["view"] is JObject view && view.Text("type") != SlackHome.Type;
}
