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

    /// <summary>The first instant from now on at which this person, or who stands in, is on duty; null where that is never.</summary>
    public long? OnFrom(string personId, long now)
    {
        if (StandIn(personId, now) is { } standIn) return HoursFrom(people[standIn], now);
        return people.TryGetValue(personId, out var person) && person.AwayUntil is { } back ? HoursFrom(person, back) : null;
    }

    public bool IsOn(string personId, long now) => people.TryGetValue(personId, out var person) && !person.IsAway(now) && HoursFrom(person, now) == now;

    private long? HoursFrom(Colleague person, long now) =>
        hours is null ? now : hours.NextOn(now.ToInstant(), person.Zone)?.ToUnixTimeMilliseconds();
}

/// <summary>What duty needs to know of a person.</summary>
public sealed record Colleague(string PersonId, TimeZoneInfo Zone, long? AwayUntil = null, string? DeputyId = null)
{
    public bool IsAway(long now) => AwayUntil is { } until && now < until;
}
