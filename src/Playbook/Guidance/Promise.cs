using System.Globalization;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// By when the lines promise word, so that it reads after "by". The scripts say "by the end of today"; in the late afternoon nobody can keep
/// that, so it is the next working day's noon then; and where the client wants it sooner, the promise comes before that.
/// </summary>
public static class Promise
{
    private const int LateFrom = 15;
    private const int EndOfWork = 17;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan WellBefore = TimeSpan.FromMinutes(60);

    /// <param name="local">The asker's clock when the client was heard; null where their zone is unknown.</param>
    /// <param name="deadline">What the client wants.</param>
    /// <param name="soon">The time last promised has passed: the next one is within the hour.</param>
    /// <returns>Null where the scripts' own words stand: the end of today.</returns>
    public static string? For(DateTime? local, Deadline? deadline, bool soon = false)
    {
        if (local is not { } now) return deadline is { Time: { } time, Day: null, DaysAhead: null or 0 } ? Spelled(deadline.At(default) - Margin, default) : null;
        if (soon && now.Hour is >= 7 and < 19) return Spelled(Floored(now + TimeSpan.FromMinutes(60), 5), now);
        var usual = Usual(now);
        if (deadline?.At(now) is not { } at || at <= now || usual.At <= at - WellBefore) return usual.Words;
        return Spelled(Sooner(now, at), now);
    }

    private static (DateTime At, string? Words) Usual(DateTime now)
    {
        var late = now.Hour >= LateFrom;
        var noon = now.Date.AddHours(12);
        if (now.DayOfWeek == DayOfWeek.Saturday) return (noon.AddDays(2), "noon on Monday");
        if (now.DayOfWeek == DayOfWeek.Sunday) return (noon.AddDays(1), "noon on Monday");
        if (now.DayOfWeek == DayOfWeek.Friday && late) return (noon.AddDays(3), "noon on Monday");
        return late ? (noon.AddDays(1), "noon tomorrow") : (now.Date.AddHours(EndOfWork), null);
    }

    private static DateTime Sooner(DateTime now, DateTime at)
    {
        var left = at - now;
        // Halfway is what somebody in a hurry can still be told; with hours left they hear well before.
        if (left < TimeSpan.FromHours(2)) return Floored(now + (left / 2), 5);
        if (at.Date > now.Date && now.Hour >= 16) return at - TimeSpan.FromHours(1) is var early && early.Hour >= 8 ? Floored(early, 30) : Floored(at - Margin, 30);
        if (at.Date > now.Date) return now.Date.AddHours(EndOfWork);
        return Floored(at - TimeSpan.FromHours(left < TimeSpan.FromHours(4) ? 1 : 2), 30);
    }

    private static DateTime Floored(DateTime at, int minutes) => new(at.Ticks - (at.Ticks % TimeSpan.FromMinutes(minutes).Ticks), at.Kind);

    private static string Spelled(DateTime at, DateTime now)
    {
        var clock = at is { Hour: 12, Minute: 0 } ? "noon" : at.ToString(at.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture) + (at.Hour < 12 ? "am" : "pm");
        return (at.Date - now.Date).Days switch { 0 => clock, 1 => clock + " tomorrow", _ => $"{clock} on {at.DayOfWeek}" };
    }
}
