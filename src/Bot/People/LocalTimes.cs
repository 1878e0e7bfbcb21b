namespace ClientBot.People;

/// <summary>
/// What a local wall time is as an instant. The clocks go forward: a time that doesn't exist is the first instant after the
/// gap. They go back: a time that exists twice is the first of the two, or for the end of a span the second.
/// </summary>
public static class LocalTimes
{
    /// <summary>The zone with this IANA name, or UTC where nobody knows it.</summary>
    public static TimeZoneInfo ZoneOf(string? iana) => iana is not null && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out var zone) ? zone : TimeZoneInfo.Utc;

    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone, bool last = false)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local)) return AfterGap(local, zone);
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, last ? offsets.Min() : offsets.Max());
    }

    // Gaps are whole minutes long, and seldom more than an hour.
    private static DateTimeOffset AfterGap(DateTime local, TimeZoneInfo zone)
    {
        var after = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(after)) after = after.AddMinutes(1);
        return new DateTimeOffset(after, zone.GetUtcOffset(after));
    }
}
