using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>What Slack checks of blocks and views before it takes them: kinds, required fields and lengths, as its reference gives them.</summary>
internal static class BlockCheck
{
    private static readonly string[] InActions = ["button", "static_select", "overflow"];
    private static readonly string[] InInputs = ["plain_text_input", "number_input", "datepicker", "timepicker", "checkboxes", "radio_buttons", "static_select", "multi_static_select"];
    private static readonly string[] Inline = ["text", "link", "user", "emoji"];

    public static IReadOnlyList<string> FaultsInMessage(JArray blocks) => FaultsIn(blocks, 50);

    public static IReadOnlyList<string> FaultsInView(JObject view)
    {
        var faults = FaultsIn((JArray?)view["blocks"] ?? [], 100);
        if ((string?)view["type"] != "modal") faults.Add("view.type");
        foreach (var name in new[] { "title", "submit", "close" })
            if (view[name] is { } text) faults.AddRange(Plain(text, 24, name));
        if (view["title"] is null) faults.Add("no title");
        if (((string?)view["private_metadata"])?.Length > 3000) faults.Add("private_metadata is too long");
        if (view["submit"] is null && view["blocks"]!.Any(b => (string?)b["type"] == "input")) faults.Add("inputs without submit");
        return faults;
    }

    public static IReadOnlyList<string> FaultsInHome(JObject view)
    {
        var faults = FaultsIn((JArray?)view["blocks"] ?? [], 100);
        if ((string?)view["type"] != "home") faults.Add("view.type");
        faults.AddRange(new[] { "title", "submit", "close", "notify_on_close" }.Where(n => view[n] is not null));
        return faults;
    }

    private static List<string> FaultsIn(JArray blocks, int most)
    {
        var faults = new List<string>();
        if (blocks.Count > most) faults.Add($"{blocks.Count} blocks");
        var ids = blocks.Select(b => (string?)b["block_id"]).OfType<string>().ToList();
        if (ids.Count != ids.Distinct().Count()) faults.Add("a block_id twice");
        if (ids.Exists(i => i.Length is 0 or > 255)) faults.Add("block_id");
        if (blocks.Count(b => (string?)b["type"] == "data_visualization") > 2) faults.Add("more than two charts");
        foreach (var block in blocks.Cast<JObject>()) faults.AddRange(Block(block).Select(f => $"{block["type"]}: {f}"));
        return faults;
    }

    private static IEnumerable<string> Block(JObject block) => (string?)block["type"] switch
    {
        "header" => Plain(block["text"], 150, "text"),
        "divider" => [],
        "context" => block["elements"] is JArray { Count: >= 1 and <= 10 } elements ? elements.SelectMany(e => Plain(e, 2000, "element")) : ["elements"],
        "rich_text" => block["elements"] is JArray { Count: >= 1 } elements ? elements.SelectMany(Rich) : ["elements"],
        "actions" => block["elements"] is JArray { Count: >= 1 and <= 25 } elements
            ? elements.SelectMany(e => Element((JObject)e, InActions)).Concat(elements.Select(e => (string?)e["action_id"]).Distinct().Count() == elements.Count ? [] : ["an action_id twice"]) : ["elements"],
        "input" => Plain(block["label"], 2000, "label").Concat(block["hint"] is { } hint ? Plain(hint, 2000, "hint") : []).Concat(Element((JObject)block["element"]!, InInputs)),
        "data_visualization" => Chart(block),
        var other => [$"unknown kind {other}"],
    };

    private static IEnumerable<string> Chart(JObject block)
    {
        if ((string?)block["title"] is not { Length: >= 1 and <= 50 }) yield return "title";
        if ((string?)block.SelectToken("chart.type") is not ("bar" or "pie")) yield return "chart";
        var categories = block.SelectTokens("chart.axis_config.categories[*]").Select(c => (string?)c).ToList();
        var labels = block.SelectTokens("chart.segments[*].label").Concat(block.SelectTokens("chart.series[*].name")).Select(l => (string?)l).Concat(categories).ToList();
        if (labels.Count == 0 || labels.Exists(l => l is not { Length: >= 1 and <= 20 })) yield return "label";
        foreach (var series in block.SelectTokens("chart.series[*]"))
            if (!series.SelectTokens("data[*].label").Select(l => (string?)l).SequenceEqual(categories)) yield return "categories";
        if (block.SelectTokens("chart.segments[*].value").Any(v => (double)v <= 0)) yield return "an empty segment";
    }

    private static IEnumerable<string> Rich(JToken element)
    {
        if ((string?)element["type"] is not ("rich_text_section" or "rich_text_quote" or "rich_text_preformatted")) return ["element"];
        if (element["elements"] is not JArray { Count: >= 1 } runs) return ["no runs"];
        return runs.Where(r => !Inline.Contains((string?)r["type"]) || (string?)r["text"] is not { Length: >= 1 and <= 3000 } || (r["style"] is { } style && style is not JObject { Count: >= 1 })).Select(_ => "run");
    }

    private static List<string> Element(JObject element, string[] kinds)
    {
        var faults = new List<string>();
        var kind = (string?)element["type"];
        if (!kinds.Contains(kind)) faults.Add($"element {kind}");
        if ((string?)element["action_id"] is not { Length: >= 1 and <= 255 }) faults.Add("action_id");
        if (element["placeholder"] is { } placeholder) faults.AddRange(Plain(placeholder, 150, "placeholder"));
        if (kind == "button")
        {
            faults.AddRange(Plain(element["text"], 75, "button"));
            if (((string?)element["value"])?.Length > 2000) faults.Add("value");
            if ((string?)element["style"] is not (null or "primary" or "danger")) faults.Add("style");
        }

        if (kind is "static_select" or "multi_static_select" or "overflow" or "checkboxes" or "radio_buttons")
        {
            var most = kind == "overflow" ? 5 : kind is "checkboxes" or "radio_buttons" ? 10 : 100;
            if (element["options"] is not JArray { Count: >= 1 } options || options.Count > most) return [.. faults, "options"];
            faults.AddRange(options.SelectMany(o => Plain(o["text"], 75, "option")));
            if (options.Any(o => (string?)o["value"] is not { Length: >= 1 and <= 75 })) faults.Add("option's value");
            if (options.Select(o => (string?)o["value"]).Distinct().Count() != options.Count) faults.Add("an option twice");
            foreach (var initial in (element["initial_options"] ?? new JArray()).Append(element["initial_option"]).Where(i => i is not null))
                if (!options.Any(o => JToken.DeepEquals(o, initial))) faults.Add("initial option");
        }

        if (kind == "plain_text_input" && ((int?)element["max_length"] is not (>= 1 and <= 3000) || ((string?)element["initial_value"])?.Length > (int?)element["max_length"])) faults.Add("max_length");
        return faults;
    }

    private static IEnumerable<string> Plain(JToken? text, int longest, string where) =>
        (string?)text?["type"] == "plain_text" && (string?)text["text"] is { Length: >= 1 } words && words.Length <= longest ? [] : [where];
}
