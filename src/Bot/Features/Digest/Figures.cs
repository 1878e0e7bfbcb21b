using ClientBot.Features.Casebook;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Digest;

/// <summary>
/// What a team's digest says, as numbers; already without what it must not say. What is split up counts five at least, of
/// two people at least: below that, a number would be somebody. There are no names in here, and no clients.
/// </summary>
public sealed record Figures
{
    /// <summary>Fewer than this are never split up.</summary>
    public const int Fewest = 5;

    /// <summary>What fewer people than this have told is never split up.</summary>
    public const int FewestPeople = 2;

    /// <summary>Hard conversations: all but those that were calm from beginning to end.</summary>
    public required int Cases { get; init; }

    /// <summary>The same in the time before; null where that was not kept.</summary>
    public int? CasesBefore { get; init; }

    /// <summary>By kind, the most frequent first; null for those that nobody could tell. Empty where they are too few.</summary>
    public IReadOnlyList<KeyValuePair<Kind, int>> Kinds { get; init; } = [];

    /// <summary>By kind in the time before; empty where they are too few.</summary>
    public IReadOnlyDictionary<Kind, int> KindsBefore { get; init; } = new Dictionary<Kind, int>();

    /// <summary>Plays that came up more than once, the most frequent first.</summary>
    public IReadOnlyList<PlayCount> Plays { get; init; } = [];

    /// <summary>How many askers said how it went.</summary>
    public int Answers { get; init; }

    /// <summary>By what they said; empty where they are too few.</summary>
    public IReadOnlyDictionary<CaseOutcome, int> Outcomes { get; init; } = new Dictionary<CaseOutcome, int>();

    /// <summary>Plays after which enough askers said how it went, the most helpful first.</summary>
    public IReadOnlyList<PlayHelped> Helped { get; init; } = [];

    public int Calls { get; init; }

    /// <summary>In half of the calls for help, somebody had it within this time; null where they are too few.</summary>
    public TimeSpan? TypicalWait { get; init; }

    public int CallsOpen { get; init; }

    public int Thanks { get; init; }

    /// <summary>Then nothing is sent.</summary>
    public bool IsEmpty => Cases == 0 && Calls == 0 && Thanks == 0;
}

/// <summary>A kind of difficulty; without one, where nobody could tell.</summary>
public readonly record struct Kind(Situation? Situation);

/// <summary>A play, by its id, and in how many conversations it was used.</summary>
public sealed record PlayCount(string PlayId, int Count);

/// <summary>A play, by its id, and after how many of the conversations whose askers told it was calmer.</summary>
public sealed record PlayHelped(string PlayId, int Calmer, int Answers);
