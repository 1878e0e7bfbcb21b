using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientBot.Features.Escalation;

/// <summary>How people write a length of time: "5 min", "90s", "1 h", "2 hours"; a bare number counts minutes.</summary>
internal static partial class Durations
{
    public static TimeSpan? Read(string? text)
    {
        var match = Written().Match(text ?? "");
        if (!match.Success || !double.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var length = match.Groups[2].Value.ToLowerInvariant() switch
        {
            ['s', ..] => TimeSpan.FromSeconds(number),
            ['h', ..] => TimeSpan.FromHours(number),
            ['d', ..] => TimeSpan.FromDays(number),
            _ => TimeSpan.FromMinutes(number),
        };
        return length > TimeSpan.Zero ? length : null;
    }

    public static string Write(TimeSpan length) => length switch
    {
        { TotalSeconds: < 60 } => $"{length.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s",
        { TotalMinutes: < 60 } => $"{length.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} min",
        { TotalHours: < 48 } => $"{length.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} h",
        _ => $"{length.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} days",
    };

    [GeneratedRegex(@"^\s*(\d{1,4}(?:\.\d)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
