using System.Globalization;
using AdaptiveCards;
using ClientBot.Features.Guidance;
using Newtonsoft.Json.Linq;

namespace ClientBot.Features.Digest;

/// <summary>
/// Teams' own chart elements (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards),
/// of which neither the card format nor its package knows. Where they are not drawn, on most phones, their fallback is:
/// the same bars, made of characters. A chart never says more than the text beside it.
/// </summary>
internal static class Chart
{
    private const int LongestBar = 16;

    /// <summary>Bars side by side, a group a label, in each a bar of every series.</summary>
    public static AdaptiveElement Groups(string title, IReadOnlyList<string> labels, params IReadOnlyList<Series> series)
    {
        var most = Math.Max(1, series.Max(s => s.Values.Max()));
        return Of(
            "Chart.VerticalBar.Grouped", title,
            [.. series.Select(s => new JObject
            {
                ["legend"] = s.Legend, ["color"] = s.Colour, ["values"] = new JArray(labels.Select((label, i) => new JObject { ["x"] = label, ["y"] = s.Values[i] })),
            })],
            labels.SelectMany((label, i) => series.Select((s, n) => Bar(s.Values[i], most, n == 0 ? label : s.Legend, filled: n == 0))));
    }

    /// <summary>One bar in parts.</summary>
    public static AdaptiveElement Parts(string title, params IReadOnlyList<Part> parts)
    {
        var all = Math.Max(1, parts.Sum(p => p.Value));
        return Of(
            "Chart.HorizontalBar.Stacked", title,
            [new JObject { ["title"] = title, ["data"] = new JArray(parts.Select(p => new JObject { ["legend"] = p.Legend, ["value"] = p.Value, ["color"] = p.Colour })) }],
            parts.Select(p => Bar(p.Value, all, p.Legend, filled: true)));
    }

    private static AdaptiveUnknownElement Of(string type, string title, JArray data, IEnumerable<string> bars)
    {
        var chart = new AdaptiveUnknownElement
        {
            Type = type,
            Fallback = new AdaptiveFallbackElement(new AdaptiveContainer { Items = [.. bars.Select(Line)] }),
        };
        foreach (var (name, value) in new (string, object)[] { ("title", title), ("showTitle", true), ("data", data), ("showBarValues", true), ("showLegend", true), ("colorSet", "categorical") })
            chart.AdditionalProperties[name] = value;
        return chart;
    }

    private static AdaptiveElement Line(string bar)
    {
        var line = CardText.Small(bar);
        line.Spacing = AdaptiveSpacing.None;
        return line;
    }

    private static string Bar(int value, int most, string label, bool filled)
    {
        var length = value == 0 ? 0 : Math.Max(1, (int)Math.Round((double)value * LongestBar / most));
        return $"{new string(filled ? '█' : '░', length)}{(length > 0 ? " " : "")}{value.ToString(CultureInfo.InvariantCulture)} {label}";
    }
}

/// <summary>One series of bars. <paramref name="Colour"/> is one of the names that Teams knows.</summary>
internal sealed record Series(string Legend, string Colour, IReadOnlyList<int> Values);

internal sealed record Part(string Legend, string Colour, int Value);
