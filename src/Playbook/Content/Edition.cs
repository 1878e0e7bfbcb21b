using System.Collections.Frozen;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>The whole playbook as it holds now: built in, with the organisation's folder merged over it. Immutable; a reload makes another.</summary>
public sealed class Edition
{
    private readonly FrozenDictionary<string, Play> _plays;

    internal Edition(string version, IEnumerable<Play> plays)
    {
        Version = version;
        Plays = [.. plays.OrderBy(p => p.Id, StringComparer.Ordinal)];
        _plays = Plays.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>Twelve hex digits over all content: two editions with the same words have the same version.</summary>
    public string Version { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<Play> Plays { get; }

    public required IReadOnlyDictionary<Situation, SituationWords> Situations { get; init; }

    public required IReadOnlyList<Technique> Techniques { get; init; }

    public required IReadOnlyList<Opener> Openers { get; init; }

    public required IReadOnlyDictionary<Waiting, IReadOnlyList<Script>> Waiting { get; init; }

    public required IReadOnlyDictionary<LadderStep, LadderRung> Ladder { get; init; }

    public required CrisisWords Crisis { get; init; }

    /// <summary>What holds where legal or official steps are mentioned.</summary>
    public required Legal Legal { get; init; }

    public required PassedPromise PassedPromise { get; init; }

    /// <summary>What a message may be about.</summary>
    public required IReadOnlyList<Thing> Things { get; init; }

    public required IReadOnlyList<Aside> Asides { get; init; }

    public required Approvals Approvals { get; init; }

    public required DisplayNames Names { get; init; }

    /// <summary>Phrases that no script may contain and that a draft is warned about, lower case.</summary>
    public required IReadOnlyList<ForbiddenPhrase> Forbidden { get; init; }

    /// <summary>What a reply is checked for before it is sent.</summary>
    public required DraftRules Drafts { get; init; }

    /// <summary>The play behind an option of a card, or null.</summary>
    public Play? PlayFor(Recourse option) => Plays.LastOrDefault(p => p.ForOption == option);

    public Play? Play(string id) => _plays.GetValueOrDefault(id);
}
