namespace ClientBot.Storage;

/// <summary>The names that <see cref="IExclusive"/> holds, in the order in which one transaction may take them.</summary>
public static class Locks
{
    /// <summary>Settling what became of a lane's messages. A turn never takes it.</summary>
    public static string Lane(string lane) => "settle:" + lane;

    /// <summary>A turn's own: also for whoever makes a row of that conversation.</summary>
    public static string Conversation(string channel, string conversationId) => $"{channel}/{conversationId}";

    /// <summary>Making a person of somebody who is heard for the first time, perhaps in two conversations at once.</summary>
    public static string Identity(string channel, string tenant, string userId) => $"identity:{channel}/{tenant}/{userId}";

    /// <summary>Finding out that two persons are one, and parting them.</summary>
    public const string Links = "links";

    /// <summary>A person's cases: two conversations of one person, or a sweep, never change them at once.</summary>
    public static string Cases(string personId) => "cases:" + personId;

    /// <summary>Making or changing a team.</summary>
    public const string Teams = "teams";

    /// <summary>One escalation: presses of several people, its sweep, and forgetting its case.</summary>
    public static string Escalation(string id) => "escalation:" + id;

    /// <summary>When a team's digest is due: setting it up, muting it, and the sweep.</summary>
    public static string Digest(string teamId) => "digest:" + teamId;
}
