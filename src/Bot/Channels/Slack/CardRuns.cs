using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>The text elements of a card as runs: a RichTextBlock says exactly what it says, a TextBlock is the bot's own markdown.</summary>
internal static class CardRuns
{
    public static bool IsText(JToken element) => element.Text("type") is "TextBlock" or "RichTextBlock";

    public static List<JObject> Of(JObject element)
    {
        if (element.Text("type") == "TextBlock")
        {
            var bold = element.Text("weight") == "bolder";
            return bold ? [.. RichRuns.Plain(element.Text("text") ?? "", bold: true)] : RichRuns.Markdown(element.Text("text") ?? "");
        }

        var runs = new List<JObject>();
        foreach (var inline in element["inlines"] ?? new JArray())
        {
            if (inline is JValue { Type: JTokenType.String } words) runs.AddRange(RichRuns.Plain((string)words!));
            else if (inline.Text("text") is { Length: > 0 } text) runs.AddRange(RichRuns.Plain(text, inline.Text("weight") == "bolder", inline.IsTrue("italic") || inline.IsTrue("isSubtle")));
        }

        return runs;
    }

    /// <summary>The title and what stands beside it, of an element that is set as a heading.</summary>
    public static (string Title, string Beside)? Heading(JObject element)
    {
        if (element.Text("type") == "TextBlock") return IsLarge(element) && element.Text("weight") == "bolder" ? (element.Text("text") ?? "", "") : null;
        if (element["inlines"] is not JArray { Count: > 0 } inlines || inlines[0] is not JObject first || !IsLarge(first)) return null;
        return inlines.Count == 1 || first.Text("weight") == "bolder" ? (first.Text("text") ?? "", string.Concat(inlines.Skip(1).Select(i => i.Text("text")))) : null;
    }

    /// <summary>Blocks have no colours.</summary>
    public static string Sign(JObject element) => ((element["inlines"] as JArray)?.FirstOrDefault()?.Text("color") ?? element.Text("color")) switch
    {
        "attention" => "🔴 ", "warning" => "🟠 ", "good" => "🟢 ", _ => "",
    };

    /// <summary>True where all of it is set small and grey.</summary>
    public static bool IsQuiet(JObject element) => element.Text("type") == "TextBlock"
        ? element.IsTrue("isSubtle")
        : element["inlines"] is JArray { Count: > 0 } inlines && inlines.All(i => i.IsTrue("isSubtle") && !i.IsTrue("italic"));

    private static bool IsLarge(JToken text) => text.Text("size") is "medium" or "large" or "extraLarge";
}
