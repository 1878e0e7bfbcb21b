namespace ClientBot.Features.Escalation;

/// <summary>What somebody is told whose press changes nothing.</summary>
internal static class HelpTexts
{
    public const string NoLongerHere = "That request for help is no longer here: its case was forgotten, or its time was up.";
    public const string NotYours = "That request went to somebody else, so I can't take your answer for it.";

    public const string Stale = "There is nothing to change: your card shows how it stands.";

    public const string Changed = "What is needed has changed since that card. Look at the newest one, then decide.";

    public static string Over(HelpRequest request) => request.State == HelpState.CalledOff
        ? "That was called off: there is nothing to do any more."
        : "That is settled: there is nothing to do any more.";

    /// <summary>To whoever was a moment too late.</summary>
    public static string Taken(string owner, long takenAt, long now) => $"{owner} took this {Ago(now - takenAt)} ago.";

    /// <summary>To whoever said the same before.</summary>
    public static string Already(long at, long now) => $"I have that already, from {Ago(now - at)} ago.";

    private static string Ago(long milliseconds) => milliseconds switch
    {
        < 60_000 => $"{Math.Max(1, milliseconds / 1000)} s",
        < 3_600_000 => $"{milliseconds / 60_000} min",
        < 86_400_000 => $"{milliseconds / 3_600_000} h",
        _ => $"{milliseconds / 86_400_000} days",
    };
}
