using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>
/// When a play fits within its situation. Ranges and facts exclude; flags and words count for it; a default stands in where nothing else counts.
/// </summary>
public sealed record Fits
{
    public IReadOnlySet<Flag> Flags { get; init; } = new HashSet<Flag>();

    /// <summary>Phrases: "third|3rd time", "refus*", "said ... free" (up to three words between), "&lt;n&gt;" any number.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Phrases that say too little to decide alone: they turn the scale together, or beside something else.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

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
