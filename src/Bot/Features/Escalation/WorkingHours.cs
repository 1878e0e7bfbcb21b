using ClientBot.People;

namespace ClientBot.Features.Escalation;

/// <summary>When people are at work, as wall time in each one's own zone. An end that is not after its beginning lies on the next day.</summary>
public sealed record WorkingHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    public bool IsOn(DateTimeOffset now, TimeZoneInfo zone) => NextOn(now, zone) == now;

    /// <summary>The first instant at or after <paramref name="now"/> that is within the hours; null where no day is.</summary>
    public DateTimeOffset? NextOn(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // From yesterday, whose span may reach into today.
        for (var day = today.AddDays(-1); day <= today.AddDays(8); day = day.AddDays(1))
        {
            if (!Days.Contains(day.DayOfWeek)) continue;
            var start = LocalTimes.At(day, From, zone);
            var end = LocalTimes.At(To > From ? day : day.AddDays(1), To, zone, last: true);
            if (now < end) return now > start ? now : start;
        }

        return null;
    }
}
