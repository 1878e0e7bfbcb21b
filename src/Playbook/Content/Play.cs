using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>What to say and do in one kind of difficulty.</summary>
public sealed record Play
{
    /// <summary>"angry.repeat-issue": the situation, a dot, a name.</summary>
    public required string Id { get; init; }

    public required Situation Situation { get; init; }

    public required string Title { get; init; }

    public required Fits Fits { get; init; }

    /// <summary>The fact that decides what may be said; null where none does.</summary>
    public FactQuestion? Fact { get; init; }

    /// <summary>What can be said before the fact is known: it acknowledges, names a next step with a time and admits nothing.</summary>
    public required Say Say { get; init; }

    /// <summary>What can be said once the fact is known; only <see cref="Fault.Ours"/>, Theirs and Both are keys.</summary>
    public IReadOnlyDictionary<Fault, Say> WhenFact { get; init; } = new Dictionary<Fault, Say>();

    public IReadOnlyDictionary<Flag, Say> WhenFlag { get; init; } = new Dictionary<Flag, Say>();

    /// <summary>More lines of this play for later rounds, in any tone; the situation's own come after them.</summary>
    public IReadOnlyList<Script> Further { get; init; } = [];

    public required Script Reflect { get; init; }

    public required Script Validate { get; init; }

    public required IReadOnlyList<Script> Ask { get; init; }

    public required IReadOnlyList<Offer> Offers { get; init; }

    public required IReadOnlyList<PlanStep> Plan { get; init; }

    public required IReadOnlyList<Avoidance> Avoid { get; init; }

    public required IReadOnlyList<Move> Then { get; init; }

    /// <summary>One quiet line for the person themselves.</summary>
    public required Script ForYou { get; init; }

    public required IReadOnlyList<Recourse> Options { get; init; }

    /// <summary>Set on the play that is behind one of the options, for any situation: "bring in somebody neutral".</summary>
    public Recourse? ForOption { get; init; }

    public required IReadOnlyList<string> Techniques { get; init; }

    public required IReadOnlyList<Example> Examples { get; init; }

    internal Place Place { get; init; }

    internal IReadOnlyList<Place> TechniquePlaces { get; init; } = [];
}
