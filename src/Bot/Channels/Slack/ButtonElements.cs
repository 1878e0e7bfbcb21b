using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>A card's actions as the elements of an actions block.</summary>
internal static class ButtonElements
{
    public const int LongestLabel = 75, LongestOption = 75, MostOptions = 100;

    private const int MostInOverflow = 5;

    /// <summary>Null where there is nothing to press.</summary>
    public static JObject? Of(JObject action, Folds folds, int number)
    {
        if (Folds.IsToggle(action)) return folds.TargetOf(action) is { } target ? Opener(action, target, number) : null;
        if (action.Text("type") == "Action.OpenUrl") return action.Text("url") is { Length: <= 3000 } url ? Labelled(action, number, b => b["url"] = url) : null;
        if (ValueOf(action) is not { } value) return null;
        return Labelled(action, number, b =>
        {
            b["value"] = value;
            if (action.Text("style") is "positive") b["style"] = "primary";
            if (action.Text("style") is "destructive") b["style"] = "danger";
        });
    }

    /// <summary>Few in a row: of a longer one, the last share a menu. Views show them all.</summary>
    public static IEnumerable<List<JObject>> Rows(List<JObject> elements, bool isView)
    {
        if (elements.Count == 0) return [];
        if (elements.Count <= BlockKit.MostInRow || isView) return elements.Chunk(BlockKit.MostInRow).Select(r => r.ToList());
        var menus = elements.Where(e => e.Text("type") != "button" || e.Text("value")?.StartsWith(Folds.Prefix, StringComparison.Ordinal) == true || e["url"] is not null).ToList();
        var buttons = elements.Except(menus).ToList();
        var shown = Math.Max(1, BlockKit.MostInRow - 1 - menus.Count);
        var rest = buttons.Skip(shown).ToList();
        if (rest.Count == 0) return elements.Chunk(BlockKit.MostInRow).Select(r => r.ToList());
        // In the card's order, and at the end what the menu holds.
        var row = elements.Where(e => !rest.Contains(e)).ToList();
        foreach (var menu in rest.Chunk(MostInOverflow)) row.Add(Overflow(menu));
        return row.Chunk(BlockKit.MostInRow).Select(r => r.ToList());
    }

    /// <summary>What a button carries: <c>action|id|version</c>, and nothing else.</summary>
    public static string? ValueOf(JObject action) =>
        action["data"] is JObject data && data.Text("action") is { } name && $"{name}|{data["id"]}|{Convert.ToString((data["version"] as JValue)?.Value, CultureInfo.InvariantCulture)}" is var value
        && value.Length <= LongestOption ? value : null;

    private static JObject? Opener(JObject toggle, JObject target, int number)
    {
        var choices = Folds.ChoicesOf(target).Select(c => (Title: TitleOf(c), Value: ValueOf(c))).Where(c => c.Value is not null).ToList();
        if (choices.Count > 0)
        {
            return new JObject
            {
                ["type"] = "static_select", ["action_id"] = IdOf("menu", number), ["placeholder"] = BlockKit.PlainText(TitleOf(toggle), 150),
                ["options"] = new JArray(choices.Take(MostOptions).Select(c => Option(c.Title, c.Value!))),
            };
        }

        return Folds.Packed(target) is { } packed ? Labelled(toggle, number, b => b["value"] = packed) : null;
    }

    private static JObject Overflow(JObject[] buttons) => new()
    {
        ["type"] = "overflow", ["action_id"] = buttons[0].Text("action_id") + ".more",
        ["options"] = new JArray(buttons.Select(b => new JObject { ["text"] = b["text"]!.DeepClone(), ["value"] = b["value"]!.DeepClone() })),
    };

    private static JObject Labelled(JObject action, int number, Action<JObject> fill)
    {
        var button = new JObject { ["type"] = "button", ["action_id"] = IdOf(action.SelectToken("data.action")?.ToString() ?? "open", number), ["text"] = BlockKit.PlainText(TitleOf(action), LongestLabel) };
        fill(button);
        return button;
    }

    private static JObject Option(string title, string value) => new() { ["text"] = BlockKit.PlainText(title, LongestOption), ["value"] = value };

    // The arrow says that something unfolds below: here it doesn't.
    private static string TitleOf(JObject action) => action.Text("title")?.TrimEnd('▾', ' ') is { Length: > 0 } title ? title : "…";

    private static string IdOf(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");
}
