using System.Globalization;
using ClientBot.People;

namespace ClientBot.Features.Digest;

public enum Rhythm
{
    Daily,
    Weekly,
}

/// <summary>
/// When a digest goes out, as wall time in a team's zone; never as an instant, which the next change of the clocks would
/// move. A day has one digest, also where it has the hour twice or not at all (<see cref="LocalTimes"/>).
/// </summary>
/// <param name="Rhythm">How often.</param>
/// <param name="Weekday">On which day; only where it is weekly.</param>
/// <param name="Time">The wall time, to the minute.</param>
public sealed record Schedule(Rhythm Rhythm, DayOfWeek Weekday, TimeOnly Time)
{
    public static readonly Schedule Default = new(Rhythm.Weekly, DayOfWeek.Monday, new TimeOnly(9, 0));

    private int Days => Rhythm == Rhythm.Daily ? 1 : 7;

    /// <summary>How late a digest may still go out. Later than that, the next one is nearer.</summary>
    public TimeSpan Latest => TimeSpan.FromDays(Days) / 2;

    public DateTimeOffset NextAfter(DateTimeOffset now, TimeZoneInfo zone)
    {
        for (var day = DayOf(now, zone).AddDays(-1); ; day = day.AddDays(1))
            if (IsOn(day) && LocalTimes.At(day, Time, zone) is var at && at > now) return at;
    }

    /// <summary>The local day whose digest was due last, at or before this instant.</summary>
    public DateOnly LastDay(DateTimeOffset now, TimeZoneInfo zone)
    {
        for (var day = DayOf(now, zone).AddDays(1); ; day = day.AddDays(-1))
            if (IsOn(day) && LocalTimes.At(day, Time, zone) <= now) return day;
    }

    /// <summary>What the digest of this day looks back on: up to its own time, and from the time of the one before it.</summary>
    public Period PeriodOf(DateOnly day, TimeZoneInfo zone) => Ending(day, Time, zone);

    /// <summary>The same, ending now: for a preview.</summary>
    public Period PeriodUntil(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        return Ending(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone) with { To = now };
    }

    /// <summary>"every Monday at 09:00".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"every {(Rhythm == Rhythm.Daily ? "day" : Weekday.ToString())} at {Time:HH:mm}");

    private Period Ending(DateOnly day, TimeOnly time, TimeZoneInfo zone) =>
        new(LocalTimes.At(day.AddDays(-2 * Days), time, zone), LocalTimes.At(day.AddDays(-Days), time, zone), LocalTimes.At(day, time, zone));

    private bool IsOn(DateOnly day) => Rhythm == Rhythm.Daily || day.DayOfWeek == Weekday;

    private static DateOnly DayOf(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
}

/// <summary>What a digest looks back on, and the time of the same length before it. Each includes its beginning and not its end.</summary>
public sealed record Period(DateTimeOffset Before, DateTimeOffset From, DateTimeOffset To);
