namespace ClientBot.Delivery;

/// <summary>What became of one attempt to deliver. Channels answer with these and never throw for the platform's faults.</summary>
public abstract record Outcome
{
    /// <summary>The platform took it. Teams may give no id back: then the message can't be updated later, only followed.</summary>
    public sealed record Delivered(string? ActivityId) : Outcome;

    /// <summary>It can't arrive, now or later: blocked, uninstalled, not a member. <paramref name="Reason"/> is the platform's code.</summary>
    public sealed record Unreachable(string Reason) : Outcome;

    /// <summary>The platform asks to wait.</summary>
    public sealed record RetryAfter(TimeSpan Wait) : Outcome;

    /// <summary>The message to update or delete is no longer there: post anew.</summary>
    public sealed record Gone : Outcome;

    /// <summary>Nobody knows whether it arrived: no answer, or a 5xx.</summary>
    public sealed record Unknown(string Why) : Outcome;

    /// <summary>It was not sent, as nothing is left to say: Delivery's own finding, and no channel's.</summary>
    public sealed record Dropped(string Why) : Outcome;

    /// <summary>The platform refused the message itself: too large, malformed. Sending it again won't help.</summary>
    public sealed record Refused(string Why) : Outcome;
}
