namespace ClientBot.Playbook.Reading;

/// <summary>What a client's message was read as. It is about the message, never about the client.</summary>
public sealed record Assessment
{
    /// <summary>All five situations, likeliest first; the probabilities add up to 1.</summary>
    public required IReadOnlyList<Likelihood> Alternatives { get; init; }

    /// <summary>True when no situation is likely enough to act on: ask, do not guess.</summary>
    public required bool Abstained { get; init; }

    /// <summary>The other situations that are clearly present too, likeliest first.</summary>
    public IReadOnlyList<Situation> Secondary { get; init; } = [];

    public IReadOnlySet<Flag> Flags { get; init; } = new HashSet<Flag>();

    /// <summary>0 calm, 1 annoyed, 2 heated, 3 boiling over.</summary>
    public int Intensity { get; init; }

    /// <summary>The deciding words, strongest first, at most four, not overlapping.</summary>
    public IReadOnlyList<Cue> Because { get; init; } = [];

    public Legibility Legibility { get; init; } = Legibility.Readable;

    /// <summary>The name of the language in English ("German") where it is not English; else null.</summary>
    public string? Language { get; init; }

    /// <summary>True when the text was longer than <see cref="ReadLimit"/> and only its beginning was read.</summary>
    public bool ReadInPart { get; init; }

    /// <summary>True when the message is a colleague's retelling ("she says we promised…") and not the client's own words.</summary>
    public bool Retold { get; init; }

    /// <summary>How many UTF-16 units of a message are read.</summary>
    public const int ReadLimit = 4000;

    public Situation Likeliest => Alternatives[0].Situation;

    public double Probability => Alternatives[0].Probability;

    /// <summary>The situation to act on; null when the reading abstained.</summary>
    public Situation? Situation => Abstained ? null : Likeliest;
}
