using System.Globalization;
using ClientBot.Features.Escalation;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>When somebody is on duty next, on the days when the clocks change and on others.</summary>
public sealed class WorkingHoursTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    private static readonly DayOfWeek[] AllDays = Enum.GetValues<DayOfWeek>();

    [Theory]
    // Ordinary days.
    [InlineData("Europe/Berlin", "09:00", "17:30", "2026-03-02T08:00Z", "2026-03-02T08:00Z")]
    [InlineData("Europe/Berlin", "09:00", "17:30", "2026-03-02T07:00Z", "2026-03-02T08:00Z")]
    [InlineData("Europe/Berlin", "09:00", "17:30", "2026-03-02T16:30Z", "2026-03-03T08:00Z")]
    [InlineData("Europe/Berlin", "09:00", "17:30", "2026-03-06T16:30Z", "2026-03-09T08:00Z")]
    [InlineData("Asia/Tokyo", "09:00", "17:30", "2026-03-06T16:30Z", "2026-03-09T00:00Z")]
    // The hour that is left out: 02:30 does not exist on 29 March in Berlin, 8 March in New York, 4 October in Sydney.
    [InlineData("Europe/Berlin", "02:30", "10:00", "2026-03-28T23:00Z", "2026-03-29T01:00Z")]
    [InlineData("America/New_York", "02:30", "10:00", "2026-03-08T05:00Z", "2026-03-08T07:00Z")]
    [InlineData("Australia/Sydney", "02:30", "10:00", "2026-10-03T14:30Z", "2026-10-03T16:00Z")]
    // The hour that comes twice: duty begins with the first 02:30 …
    [InlineData("Europe/Berlin", "02:30", "10:00", "2026-10-24T23:00Z", "2026-10-25T00:30Z")]
    [InlineData("America/New_York", "01:30", "10:00", "2026-11-01T05:00Z", "2026-11-01T05:30Z")]
    [InlineData("Australia/Sydney", "02:30", "10:00", "2026-04-04T14:30Z", "2026-04-04T15:30Z")]
    // … and ends with the second.
    [InlineData("Europe/Berlin", "22:00", "02:30", "2026-10-25T01:15Z", "2026-10-25T01:15Z")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2026-10-25T01:30Z", "2026-10-25T21:00Z")]
    [InlineData("America/New_York", "22:00", "01:30", "2026-11-01T06:15Z", "2026-11-01T06:15Z")]
    // Over midnight.
    [InlineData("Europe/Berlin", "22:00", "06:00", "2026-03-03T03:00Z", "2026-03-03T03:00Z")]
    [InlineData("Europe/Berlin", "22:00", "06:00", "2026-03-03T05:00Z", "2026-03-03T21:00Z")]
    // A nine o'clock stays nine o'clock over the change.
    [InlineData("America/New_York", "09:00", "17:00", "2026-03-07T23:00Z", "2026-03-08T13:00Z")]
    public void Duty_begins_at_its_local_time(string zone, string from, string to, string now, string expected)
    {
        var weekdaysOnly = now.StartsWith("2026-03-0", StringComparison.Ordinal) && from == "09:00" && !now.Contains("03-07", StringComparison.Ordinal);
        var hours = new WorkingHours(weekdaysOnly ? Weekdays : AllDays, TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

        var next = hours.NextOn(Instant(now), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(Instant(expected), next);
    }

    [Fact]
    public void Without_a_day_nobody_is_ever_on_duty() =>
        Assert.Null(new WorkingHours([], new TimeOnly(9, 0), new TimeOnly(17, 0)).NextOn(Instant("2026-03-02T08:00Z"), TimeZoneInfo.Utc));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
