using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>Events that reach the bot and are none of its business.</summary>
internal static class SlackNoise
{
    public static IEnumerable<(string What, JObject Envelope)> All(SlackStage stage)
    {
        yield return ("a program's message", Of(m => m["bot_id"] = "B0OTHER"));
        yield return ("the bot's own message", Of(m => m["bot_id"] = "B0BOT"));
        yield return ("the bot's own, told by its user", Of(m => m["user"] = FakeSlack.Bot));
        yield return ("an app's message", Of(m => m["app_id"] = "A0OTHER"));
        yield return ("an edited message", Of(m => m["subtype"] = "message_changed"));
        yield return ("a deleted message", Of(m => m["subtype"] = "message_deleted"));
        yield return ("somebody joined", Of(m => m["subtype"] = "channel_join"));
        yield return ("said in a channel without a mention", Of(m => m["channel_type"] = "channel"));
        yield return ("an edited mention", SlackStage.Event(Changed(SlackStage.Mention("U0ALEX", "hi"), m => m["edited"] = new JObject { ["user"] = "U0ALEX" }), stage.NextId()));
        yield return ("somebody of another organisation", Of(m => m["user_team"] = "T0OTHER"));
        yield return ("a mention by another organisation", SlackStage.Event(Changed(SlackStage.Mention("U0ALEX", "hi"), m => m["team"] = "T0OTHER"), stage.NextId()));
        yield return ("a workspace that isn't listed", Of(_ => { }, e => (e["team_id"], e["authorizations"]) = ("T0OTHER", new JArray())));
        yield return ("another kind of event", Of(m => m["type"] = "reaction_added"));
        yield return ("nobody's message", Of(m => m.Remove("user")));
        yield return ("an event without an id", Of(_ => { }, e => e.Remove("event_id")));

        JObject Of(Action<JObject> change, Action<JObject>? envelope = null) => SlackStage.Event(Changed(SlackStage.Message("U0ALEX", "they shout at me"), change), stage.NextId(), envelope);
    }

    private static JObject Changed(JObject message, Action<JObject> change)
    {
        change(message);
        return message;
    }
}
