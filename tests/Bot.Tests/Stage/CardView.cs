using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>A card as a person sees it: its words and its buttons.</summary>
public sealed class CardView(JObject json)
{
    public JObject Json => json;

    /// <summary>All text, hidden parts included, a line an element.</summary>
    public string Text => string.Join('\n', Elements(json["body"]).Select(TextOf).Where(t => t.Length > 0));

    public IReadOnlyList<JObject> Buttons => [.. json.Descendants().OfType<JObject>().Where(o => o["type"]?.ToString().StartsWith("Action.", StringComparison.Ordinal) == true)];

    public IReadOnlyList<string> Actions => [.. Buttons.Select(b => b["data"]?["action"]?.ToString()).OfType<string>()];

    /// <summary>The line to send: what stands under SAY.</summary>
    public string Say
    {
        get
        {
            var lines = Text.Split('\n');
            return lines[Array.IndexOf(lines, "SAY") + 1];
        }
    }

    public JObject Data(string action) =>
        (JObject)(Buttons.FirstOrDefault(b => b["data"]?["action"]?.ToString() == action)?["data"]?.DeepClone()
            ?? throw new InvalidOperationException($"No button {action} on this card, only {string.Join(", ", Actions)}"));

    private static IEnumerable<JObject> Elements(JToken? list)
    {
        foreach (var element in list?.OfType<JObject>() ?? [])
        {
            yield return element;
            foreach (var inner in Elements(element["items"]).Concat(Elements(element["columns"]))) yield return inner;
        }
    }

    private static string TextOf(JObject element) => element["type"]?.ToString() switch
    {
        "TextBlock" => element["text"]!.ToString(),
        "RichTextBlock" => string.Concat(element["inlines"]!.Select(i => i is JObject run ? run["text"]!.ToString() : i.ToString())),
        _ => "",
    };
}
