using System.Globalization;
using AdaptiveCards;
using ClientBot.People;

namespace ClientBot.Features.Digest;

/// <summary>The digest's part of a team's settings.</summary>
public static class DigestFields
{
    private const string Field = "digest";
    private const string Off = "off";
    private const string Daily = "daily";

    /// <summary>"every Monday at 09:00, Europe/Berlin".</summary>
    public static string Describe(Team team, DigestPlan? plan)
    {
        ArgumentNullException.ThrowIfNull(team);
        return plan is null ? "none" : $"{plan.Schedule}, {LocalTimes.ZoneOf(team.Zone).Id}{(plan.IsMuted ? ", muted" : "")}";
    }

    internal static void Put(Dictionary<string, string> values, Team team, DigestPlan? plan)
    {
        values[Field] = plan is null ? Off : plan.Rhythm == Rhythm.Daily ? Daily : plan.Weekday.ToString();
        values["digesttime"] = (plan?.Schedule ?? Schedule.Default).Time.ToString("HH:mm", CultureInfo.InvariantCulture);
        values["zone"] = LocalTimes.ZoneOf(team.Zone).Id;
    }

    internal static IEnumerable<AdaptiveElement> Elements(IReadOnlyDictionary<string, string> values, IEnumerable<DayOfWeek> week) =>
    [
        new AdaptiveChoiceSetInput
        {
            Id = Field, Label = "The team's digest, in its channel", Value = values.GetValueOrDefault(Field, Off), Style = AdaptiveChoiceInputStyle.Compact,
            Choices =
            [
                new AdaptiveChoice { Title = "none", Value = Off }, new AdaptiveChoice { Title = "every day", Value = Daily },
                .. week.Select(d => new AdaptiveChoice { Title = $"every {d}", Value = d.ToString() }),
            ],
        },
        new AdaptiveTextInput { Id = "digesttime", Label = "The digest's time", Value = values.GetValueOrDefault("digesttime"), Placeholder = "09:00", MaxLength = 5 },
        new AdaptiveTextInput { Id = "zone", Label = "The team's time zone", Value = values.GetValueOrDefault("zone"), Placeholder = "Europe/Berlin", MaxLength = 60 },
    ];

    /// <summary>What was chosen; a form without these fields changes nothing.</summary>
    internal static DigestChoice Read(IReadOnlyDictionary<string, string> inputs)
    {
        if (!inputs.TryGetValue(Field, out var chosen)) return DigestChoice.Unchanged;
        var zone = inputs.GetValueOrDefault("zone", "").Trim();
        if (zone.Length == 0) zone = TimeZoneInfo.Utc.Id;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)) return new DigestChoice(false, null, "", "I don't know that time zone. It is written like Europe/Berlin or America/New_York.");
        if (chosen == Off) return new DigestChoice(true, null, known.Id, null);
        if (!TimeOnly.TryParseExact(inputs.GetValueOrDefault("digesttime", ""), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return new DigestChoice(false, null, "", "The digest's time is written like 09:00.");
        return new DigestChoice(true, Enum.TryParse<DayOfWeek>(chosen, out var day) ? new Schedule(Rhythm.Weekly, day, time) : new Schedule(Rhythm.Daily, DayOfWeek.Monday, time), known.Id, null);
    }
}

/// <summary>A team's choice of a digest. <see cref="Schedule"/> is null for none; <see cref="Fault"/> says what can't be.</summary>
internal sealed record DigestChoice(bool IsChange, Schedule? Schedule, string Zone, string? Fault)
{
    public static readonly DigestChoice Unchanged = new(false, null, "", null);
}
