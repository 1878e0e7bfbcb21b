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

    public required DisplayNames Names { get; init; }

    /// <summary>Phrases that no script may contain and that a draft is warned about, lower case.</summary>
    public required IReadOnlyList<ForbiddenPhrase> Forbidden { get; init; }

    public Play? Play(string id) => _plays.GetValueOrDefault(id);
}
