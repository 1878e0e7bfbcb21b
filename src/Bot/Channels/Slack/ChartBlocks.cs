using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// A card's charts, which are Teams' elements, as Slack's own: bars side by side, and parts of a whole as a pie. Limits:
/// docs.slack.dev, "Data visualization block". What doesn't keep to them is not drawn, and the card's own fallback is.
/// </summary>
internal static class ChartBlocks
{
    /// <summary>How many charts Slack takes in one message.</summary>
    public const int Most = 2;

    private const string Kind = "data_visualization";
    private const int LongestTitle = 50, LongestLabel = 20, MostSeries = 6, MostLabels = 20, MostParts = 6;

    public static bool Is(JToken block) => block.Text("type") == Kind;

    public static JObject? Of(JObject element)
    {
        var chart = element.Text("type") switch { "Chart.VerticalBar.Grouped" => Bars(element), "Chart.HorizontalBar.Stacked" => Pie(element), _ => null };
        return chart is null ? null : new JObject { ["type"] = Kind, ["title"] = Label(element.Text("title"), LongestTitle), ["chart"] = chart };
    }

    private static JObject? Bars(JObject element)
    {
        var series = element["data"]?.OfType<JObject>().ToList() ?? [];
        var labels = series.FirstOrDefault()?["values"]?.Select(v => Label(v.Text("x"), LongestLabel)).ToList() ?? [];
        if (series.Count is 0 or > MostSeries || labels.Count is 0 or > MostLabels || labels.Distinct().Count() < labels.Count) return null;
        return new JObject
        {
            ["type"] = "bar",
            ["series"] = new JArray(series.Select(s => new JObject
            {
                ["name"] = Label(s.Text("legend"), LongestLabel), ["data"] = new JArray(s["values"]!.Select((v, i) => new JObject { ["label"] = labels[i], ["value"] = v["y"] })),
            })),
            ["axis_config"] = new JObject { ["categories"] = new JArray(labels) },
        };
    }

    private static JObject? Pie(JObject element)
    {
        var parts = element.SelectTokens("data[0].data[*]").Where(p => (double?)p["value"] > 0).ToList();
        if (parts.Count is 0 or > MostParts) return null;
        return new JObject
        {
            ["type"] = "pie", ["segments"] = new JArray(parts.Select(p => new JObject { ["label"] = Label(p.Text("legend"), LongestLabel), ["value"] = p["value"] })),
        };
    }

    private static string Label(string? text, int longest) => SlackText.Cut(SlackText.Inert(text ?? ""), longest);
}
