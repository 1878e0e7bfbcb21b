using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// One card's worth of guidance, every line rendered. Exactly one of three kinds: a play (<see cref="PlayId"/>), an opener for an unsure reading
/// (<see cref="Candidates"/>), or a crisis (<see cref="Crisis"/>), which leaves everything but Say, Avoid, ForYou and the contacts empty.
/// </summary>
public sealed record GuidanceAnswer
{
    /// <summary>The edition this was taken from.</summary>
    public required string Edition { get; init; }

    public string? PlayId { get; init; }

    public string? Title { get; init; }

    /// <summary>The situation that decided: the one to show. Null for an opener and a crisis.</summary>
    public Situation? Situation { get; init; }

    /// <summary>The other situation that is present, whose sentence is <see cref="Second"/>.</summary>
    public Situation? SecondSituation { get; init; }

    public required Line Say { get; init; }

    /// <summary>One more sentence for the second situation, to stand after Say; also counted among the shown lines.</summary>
    public Line? Second { get; init; }

    /// <summary>True when every line that fits had been shown and Say is the one shown longest ago.</summary>
    public bool SaidAll { get; init; }

    public string? Reflect { get; init; }

    public string? Validate { get; init; }

    /// <summary>The first is the one to show; a later round begins with another.</summary>
    public IReadOnlyList<string> Ask { get; init; } = [];

    public IReadOnlyList<OfferedOffer> Offers { get; init; } = [];

    public IReadOnlyList<PlannedStep> Plan { get; init; } = [];

    public IReadOnlyList<Avoidance> Avoid { get; init; } = [];

    public IReadOnlyList<NextMove> Then { get; init; } = [];

    /// <summary>A quiet line for the person, at intensity 3, after abuse and in a crisis; else null.</summary>
    public string? ForYou { get; init; }

    /// <summary>The question whose answer decides what may be said; null where none does.</summary>
    public FactQuestion? DecidingFact { get; init; }

    /// <summary>It is known whose fault it is, and still it is neither admitted nor denied, because of a legal threat: worth telling the asker why.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>The client spoke of a lawyer, a court or suing, and not only of an authority.</summary>
    public bool NamesLawyer { get; init; }

    /// <summary>What was filled into the lines, what was found in the message included.</summary>
    public Slots Slots { get; init; } = Slots.None;

    public IReadOnlyList<Recourse> Options { get; init; } = [];

    /// <summary>The tones there are lines in, beginning with the one shown; empty for an opener and a crisis.</summary>
    public IReadOnlyList<Tone> Tones { get; init; } = [];

    public Tone Tone { get; init; } = Tone.Steady;

    /// <summary>The two situations an unsure reading lies between, likelier first; empty otherwise, and when nothing was readable.</summary>
    public IReadOnlyList<Situation> Candidates { get; init; } = [];

    public CrisisWords? Crisis { get; init; }

    /// <summary>The reading was unsure, or there was nothing to read: <see cref="Candidates"/> is then empty too.</summary>
    public bool IsOpener => PlayId is null && Crisis is null;

    public bool IsCrisis => Crisis is not null;

    /// <summary>What is to be remembered as shown.</summary>
    public IReadOnlyList<string> LineIds => Second is null ? [Say.Id] : [Say.Id, Second.Id];
}
