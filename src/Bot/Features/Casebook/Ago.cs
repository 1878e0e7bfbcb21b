using System.Globalization;

namespace ClientBot.Features.Casebook;

/// <summary>A span as one says it: "just now", "5 minutes ago".</summary>
internal static class Ago
{
    public static string Of(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalMinutes: < 60 } span => Count((int)span.TotalMinutes, "minute"),
        { TotalHours: < 24 } span => Count((int)span.TotalHours, "hour"),
        var span => Count((int)span.TotalDays, "day"),
    };

    private static string Count(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")} ago");
}
