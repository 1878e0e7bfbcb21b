using System.Globalization;
using ClientBot.Features.Digest;
using ClientBot.People;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>When a digest is due, where the clocks change and where they don't.</summary>
public sealed class ScheduleTests
{
    private static readonly TimeOnly HalfPastTwo = new(2, 30);

    // The day the clocks change, and the instants of 02:30 on the day before, on it, and on the day after.
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-07T07:30", "2026-03-08T07:00", "2026-03-09T06:30")]
    [InlineData("America/New_York", "2026-11-01", "2026-10-31T06:30", "2026-11-01T07:30", "2026-11-02T07:30")]
    [InlineData("Australia/Sydney", "2026-10-04", "2026-10-02T16:30", "2026-10-03T16:00", "2026-10-04T15:30")]
    [InlineData("Australia/Sydney", "2026-04-05", "2026-04-03T15:30", "2026-04-04T15:30", "2026-04-05T16:30")]
    [InlineData("Asia/Kolkata", "2026-03-29", "2026-03-27T21:00", "2026-03-28T21:00", "2026-03-29T21:00")]
    public void Half_past_two_comes_once_on_every_day_also_where_the_clocks_change(string iana, string changes, string before, string on, string after)
    {
        var zone = LocalTimes.ZoneOf(iana);
        var daily = new Schedule(Rhythm.Daily, DayOfWeek.Monday, HalfPastTwo);
        var at = Utc(before).AddMinutes(-1);
        var due = new List<DateTimeOffset>();
        while (due.Count < 3) due.Add(at = daily.NextAfter(at, zone));

        Assert.Equal([Utc(before), Utc(on), Utc(after)], due.Select(d => d.ToUniversalTime()));
        Assert.Equal(DateOnly.Parse(changes, CultureInfo.InvariantCulture), daily.LastDay(Utc(on), zone));
        Assert.Equal(DateOnly.Parse(changes, CultureInfo.InvariantCulture).AddDays(-1), daily.LastDay(Utc(on).AddSeconds(-1), zone));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Pacific/Apia")]
    [InlineData("America/Sao_Paulo")]
    public void Through_a_whole_year_each_local_day_has_one_digest_and_each_period_begins_where_the_last_one_ended(string iana)
    {
        var zone = LocalTimes.ZoneOf(iana);
        var daily = new Schedule(Rhythm.Daily, DayOfWeek.Monday, HalfPastTwo);
        var at = Utc("2026-01-01T12:00");
        var (last, days) = (daily.PeriodOf(daily.LastDay(at, zone), zone), new List<DateOnly>());
        while (days.Count < 366)
        {
            at = daily.NextAfter(at, zone);
            days.Add(daily.LastDay(at, zone));
            var period = daily.PeriodOf(days[^1], zone);
            Assert.Equal((last.From, last.To, at), (period.Before, period.From, period.To));
            last = period;
        }

        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.AddDays(1), pair.Second));
    }

    [Fact]
    public void A_weekly_one_comes_on_its_weekday_and_looks_back_on_a_week()
    {
        var zone = LocalTimes.ZoneOf("Europe/Berlin");
        var weekly = new Schedule(Rhythm.Weekly, DayOfWeek.Monday, new TimeOnly(9, 0));

        var at = weekly.NextAfter(Utc("2026-03-23T08:00"), zone);
        Assert.Equal(Utc("2026-03-30T07:00"), at.ToUniversalTime());
        var period = weekly.PeriodOf(weekly.LastDay(at, zone), zone);
        // The week of the change is an hour shorter.
        Assert.Equal(TimeSpan.FromHours((7 * 24) - 1), period.To - period.From);
        Assert.Equal(Utc("2026-03-16T08:00"), period.Before.ToUniversalTime());
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
