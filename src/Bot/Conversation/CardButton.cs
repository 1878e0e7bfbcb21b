using AdaptiveCards;
using Newtonsoft.Json.Linq;

namespace ClientBot.Conversation;

/// <summary>The buttons of our cards: what to do, on what, in which version, and nothing else. Slack carries the same in 75 characters.</summary>
internal static class CardButton
{
    public static AdaptiveSubmitAction Press(string title, string action, string id, long version) => new() { Title = title, Data = Data(action, id, version) };

    /// <summary>A button that opens a form (Teams' task/fetch; other channels translate).</summary>
    public static AdaptiveSubmitAction Form(string title, string action, string id, long version)
    {
        var data = Data(action, id, version);
        data["msteams"] = new JObject { ["type"] = "task/fetch" };
        return new AdaptiveSubmitAction { Title = title, Data = data };
    }

    public static JObject Data(string action, string id, long version) => new() { ["action"] = action, ["id"] = id, ["version"] = version };
}
