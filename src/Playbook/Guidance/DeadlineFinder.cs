using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientBot.Playbook.Guidance;

/// <summary>Finds by when the client wants it. A time that was promised to them and passed ("you said by 5") is none, nor is one without a demand.</summary>
public static partial class DeadlineFinder
{
    /// <summary>What stands this far in front of a time says whether it is demanded or was promised.</summary>
    private const int Before = 70;

    public static Deadline? In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Reading.Assessment.ReadLimit) text = text[..Reading.Assessment.ReadLimit];
        foreach (var match in Within().EnumerateMatches(text))
        {
            if (IsPast(text, match.Index)) continue;
            var words = text.Substring(match.Index, match.Length);
            if (WithinOf(words) is { } span) return new Deadline(match.Index, match.Length) { Within = span };
        }

        foreach (Match match in By().Matches(text))
        {
            if (!IsPast(text, match.Index) && Of(match) is { } found) return found;
        }

        foreach (Match match in Bare().Matches(text))
        {
            if (!IsPast(text, match.Index) && Demand().IsMatch(SentenceAround(text, match.Index)) && Of(match) is { } found) return found;
        }

        return null;
    }

    private static Deadline? Of(Match match)
    {
        var deadline = new Deadline(match.Index, match.Length) { BeforeDay = match.Groups["lead"].Value.Equals("before", StringComparison.OrdinalIgnoreCase) };
        var day = match.Groups["day"].Value.ToLowerInvariant();
        var part = match.Groups["part"].Value.ToLowerInvariant();
        if (day is "today" or "tonight") deadline = deadline with { DaysAhead = 0 };
        else if (day == "tomorrow") deadline = deadline with { DaysAhead = 1 };
        else if (day.Length > 0) deadline = deadline with { Day = Enum.GetValues<DayOfWeek>().First(d => day.StartsWith(d.ToString()[..3], StringComparison.OrdinalIgnoreCase)) };
        if (match.Groups["end"].Success)
        {
            if (match.Groups["end"].Value.EndsWith("week", StringComparison.OrdinalIgnoreCase)) deadline = deadline with { Day = DayOfWeek.Friday };
            deadline = deadline with { BeforeDay = false };
        }

        TimeOnly? time = day == "tonight" ? new TimeOnly(20, 0) : part switch
        {
            "morning" => new TimeOnly(10, 0), "noon" or "midday" or "lunch" or "lunchtime" => new TimeOnly(12, 0), "afternoon" => new TimeOnly(15, 0), "evening" or "night" => new TimeOnly(19, 0), _ => null,
        };
        if (match.Groups["hour"].Success)
        {
            if (Clock(match) is not { } clock) return null;
            time = clock;
            deadline = deadline with { IsHalfOpen = match.Groups["half"].Value.Length == 0 && clock.Hour <= 12 };
        }

        if (time is not null || day is "today" or "tonight") deadline = deadline with { BeforeDay = false };
        return deadline with { Time = time };
    }

    private static TimeOnly? Clock(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (minute > 59 || hour > 23 || (half.StartsWith('p') && hour > 12) || (half.Length == 0 && hour == 0)) return null;
        if (half.StartsWith('p') && hour < 12) hour += 12;
        if (half.StartsWith('a') && hour == 12) hour = 0;
        return new TimeOnly(hour, minute);
    }

    private static TimeSpan? WithinOf(string words)
    {
        var unit = words.Contains("min", StringComparison.OrdinalIgnoreCase) ? 1 : words.Contains("hour", StringComparison.OrdinalIgnoreCase) ? 60 : 24 * 60;
        if (words.Contains("half", StringComparison.OrdinalIgnoreCase)) return TimeSpan.FromMinutes(30);
        if (Number().Match(words) is { Success: true } number && int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count is > 0 and < 1000 ? TimeSpan.FromMinutes(count * unit) : null;
        string[] spelled = ["two", "three", "four", "five", "six"];
        var at = Array.FindIndex(spelled, s => words.Contains(s, StringComparison.OrdinalIgnoreCase));
        return TimeSpan.FromMinutes((at < 0 ? 1 : at + 2) * unit);
    }

    private static bool IsPast(string text, int at)
    {
        var from = Math.Max(0, at - Before);
        var before = text[from..at];
        var start = before.LastIndexOfAny(['.', '!', '?', '\n', ';']);
        return Promised().IsMatch(start < 0 ? before : before[(start + 1)..]);
    }

    private static string SentenceAround(string text, int at)
    {
        var start = text.LastIndexOfAny(['.', '!', '?', '\n'], Math.Max(at - 1, 0)) + 1;
        var end = text.IndexOfAny(['.', '!', '?', '\n'], at);
        return text[Math.Min(start, at)..(end < 0 ? text.Length : end)];
    }

    private const string Days = "(?<day>today|tonight|tomorrow|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)";
    private const string Times = @"(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?:\s?(?<half>[ap]\.?m\b\.?))?(?:\s?o['’]?clock)?";
    private const string Part = "(?<part>morning|noon|midday|lunchtime|lunch|afternoon|evening|night)";
    private const string End = @"(?<end>(?:the )?(?:end|close) of (?:the |this )?(?:business|play|day|today|week)|eod|cob|eow(?=week))";
    private const string After = @"(?=\s*(?:$|[,.!?;:)\n–-]|(?:or|and|so|because|at the latest|latest|sharp|please|otherwise|today|tonight|tomorrow|on|this|if|then|else|we|i|you)\b))";

    [GeneratedRegex(
        @"\b(?<lead>by|before|until|till|no later than|not later than)\s+(?:(?:" + End + @"(?:\s+(?:on\s+)?" + Days + @")?)|(?:" + Times + @"(?:\s+(?:on\s+)?(?:this\s+)?" + Days + @")?(?:\s+" + Part + ")?" + After
        + @")|(?:" + Part + @"(?:\s+(?:on\s+)?" + Days + @")?\b)|(?:(?:on |this )?" + Days + @"(?:\s+" + Part + @")?(?:,?\s+(?:at\s+)?" + Times + After + ")?))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@"\b(?:first thing (?:on )?)?(?:" + Days + @"\b(?:\s+" + Part + @"\b)?|this\s+" + Part + @"\b|" + End + @"\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:with)?in (?:the )?(?:next )?(?:(?:an|one|two|three|four|five|six|half an|\d{1,3})\s+)?(?:hours?|minutes?|mins?)\b|\bwithin (?:a|one|two|three|four|five|\d{1,2}) (?:working |business )?days?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Within();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:said|say you'd|promis\w+|told|supposed|was going|were going|meant to|agreed|assured|should have|was due|were due|would be|you'd|waited|been|was|were|had)\b|\byesterday\b|\blast\b|\b(?:can|could|will|would) (?:you|we) (?:meet|come|move)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Promised();

    [GeneratedRegex(@"\b(?:want|wants|need|needs|fix|fixed|sort|sorted|expect|expects|demand|must|has to|have to|had better|give me|call me|ring me|answer|reply|response|refund|resolved|done|deliver|delivered|or (?:i|we)(?:'ll|'m| will)?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Demand();
}
