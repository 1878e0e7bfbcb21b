using ClientBot.Storage;

namespace ClientBot.Features.Escalation;

/// <summary>Who of a policy can be asked at an instant: working hours in each one's zone, and who stands in for whom.</summary>
public sealed class Duty(WorkingHours? hours, IReadOnlyDictionary<string, Colleague> people)
{
    /// <summary>The person, or the deputy while the person is away; null where both are.</summary>
    public string? StandIn(string personId, long now)
    {
        if (!people.TryGetValue(personId, out var person)) return null;
        if (!person.IsAway(now)) return personId;
        return person.DeputyId is { } id && people.TryGetValue(id, out var deputy) && !deputy.IsAway(now) ? id : null;
    }

    /// <summary>The first instant from now on that lies in this person's working hours; null where that is never.</summary>
    public long? OnFrom(string personId, long now) =>
        !people.TryGetValue(personId, out var person) ? null : hours is null ? now : hours.NextOn(now.ToInstant(), person.Zone)?.ToUnixTimeMilliseconds();

    /// <summary>Whether the person said so, or is nobody who is known here.</summary>
    public bool IsAway(string personId, long now) => !people.TryGetValue(personId, out var person) || person.IsAway(now);
}

/// <summary>What duty needs to know of a person.</summary>
public sealed record Colleague(string PersonId, TimeZoneInfo Zone, long? AwayUntil = null, string? DeputyId = null)
{
    public bool IsAway(long now) => AwayUntil is { } until && now < until;
}
