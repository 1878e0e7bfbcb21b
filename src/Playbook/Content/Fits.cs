using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>
/// When a play fits within its situation. Ranges and facts exclude; flags and words count for it; a default stands in where nothing else counts.
/// </summary>
public sealed record Fits
{
    public IReadOnlySet<Flag> Flags { get; init; } = new HashSet<Flag>();

    /// <summary>True where the words alone never choose it: a line that speaks of a threat to somebody who made none does harm.</summary>
    public bool NeedsFlag { get; init; }

    /// <summary>Phrases: "third|3rd time", "refus*", "said ... free" (up to three words between), "&lt;n&gt;" any number.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Phrases that say too little to decide alone: they turn the scale together, or beside something else.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Phrases of which one must be there, beside one of the words: without both the play is no candidate. For what only makes sense together, such as thanks and a wish.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Stands in for the default in a message of at most so many words: "fuming. call me." says nothing to look into.</summary>
    public int DefaultTo { get; init; }

    /// <summary>In a longer message the play is no candidate: "no rush" at the end of a request is not what it is about.</summary>
    public int LongestTo { get; init; } = int.MaxValue;

    /// <summary>For a message that asks something, where nothing says more exactly what.</summary>
    public bool IsForQuestions { get; init; }

    public int IntensityFrom { get; init; }

    public int IntensityTo { get; init; } = 3;

    public int RoundFrom { get; init; } = 1;

    public int RoundTo { get; init; } = int.MaxValue;

    /// <summary>Empty when any fact fits.</summary>
    public IReadOnlySet<Fault> Facts { get; init; } = new HashSet<Fault>();

    public bool IsDefault { get; init; }

    /// <summary>For a message that comes after a hot one in the same case; another play is never chosen by that alone.</summary>
    public bool IsAfterHeat { get; init; }
}
