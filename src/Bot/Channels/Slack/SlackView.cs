using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Modal views. What the house answers to an invoke (a task module: a card with fields, or a sentence) is drawn here;
/// whose form it is and where it was opened travels in the view.
/// </summary>
internal static class SlackView
{
    public const string Form = "form", Message = "message", Asked = "asked", WordsField = "words";
    public const int LongestTitle = 24, MostBlocks = 100, LongestMetadata = 3000;

    private const string Name = "ClientBot";

    public static JObject Loading() => View(Name, [Line("One moment…")]);

    public static JObject Sentence(string sentence, string? title = null) => View(title ?? Name, BlockKit.Of(sentence, isPlain: false).Blocks);

    /// <summary>A folded part of a card, or any other card that is only read.</summary>
    public static JObject Reading(JObject card) => View(Name, BlockKit.Of(card, isView: true).Blocks);

    /// <summary>Asks what the client said, for who has nothing to point at.</summary>
    public static JObject AskForWords()
    {
        var view = View("What did they say?", [new JObject
        {
            ["type"] = "input", ["block_id"] = WordsField, ["label"] = BlockKit.PlainText("What your client said", 2000),
            ["hint"] = BlockKit.PlainText("Paste it, or say it in your own words. The answer comes in our chat, to you alone.", 2000),
            ["element"] = new JObject { ["type"] = "plain_text_input", ["action_id"] = WordsField, ["multiline"] = true, ["max_length"] = 3000 },
        }]);
        view["callback_id"] = Asked;
        view["submit"] = BlockKit.PlainText("Help me answer", LongestTitle);
        view["close"] = BlockKit.PlainText("Cancel", LongestTitle);
        return view;
    }

    /// <summary>The view for a task module's answer ("continue" with a card, or "message"); null where there is nothing to show.</summary>
    /// <param name="answer">The house's answer.</param>
    /// <param name="kind"><see cref="Form"/> or <see cref="Message"/>: what its buttons mean.</param>
    /// <param name="conversation">Where it was opened.</param>
    public static JObject? Of(JObject answer, string kind, string conversation)
    {
        var task = answer["task"];
        if (task.Text("type") == "message") return Sentence(task.Text("value") ?? "");
        if (task?.SelectToken("value.card.content") is not JObject card) return null;
        var submit = kind == Form ? (card["actions"] as JArray)?.OfType<JObject>().FirstOrDefault(a => a.Text("type") == "Action.Submit") : null;
        var blocks = BlockKit.Of(card, isView: true).Blocks;
        var view = View(task.Text("value.title") ?? Name, blocks);
        view["callback_id"] = kind;
        view["private_metadata"] = $"{conversation}|{(submit is null ? "" : ButtonElements.ValueOf(submit))}";
        if (submit is not null || blocks.Exists(b => b.Text("type") == "input"))
        {
            view["submit"] = BlockKit.PlainText(submit?.Text("title") ?? "Save", LongestTitle);
            view["close"] = BlockKit.PlainText("Cancel", LongestTitle);
        }

        return view;
    }

    /// <summary>What <see cref="Of"/> put into a view: the conversation, and the press that submitting it is.</summary>
    public static (string Conversation, string Press) MetadataOf(JToken? view) =>
        view.Text("private_metadata")?.Split('|', 2) is [var conversation, var press] ? (conversation, press) : ("", "");

    /// <summary>The home tab with this card on it.</summary>
    public static JObject Home(JObject card) => new() { ["type"] = SlackHome.Type, ["blocks"] = new JArray(Whole(BlockKit.Of(card).Blocks)) };

    // A card has to stand whole in a view: what is beyond the limit is said to be.
    private static JObject View(string title, List<JObject> blocks)
    {
        return new JObject { ["type"] = "modal", ["title"] = BlockKit.PlainText(title, LongestTitle), ["close"] = BlockKit.PlainText("Close", LongestTitle), ["blocks"] = new JArray(Whole(blocks)) };
    }

    private static List<JObject> Whole(List<JObject> blocks) => blocks.Count <= MostBlocks ? blocks : [.. blocks.Take(MostBlocks - 1), Line("The rest is longer than Slack shows here.")];

    private static JObject Line(string text) => BlockKit.Rich(BlockKit.Section(RichRuns.Plain(text)));
}
