namespace ClientBot.Playbook.Content;

/// <summary>What a draft is checked for: drafts.yaml, with the organisation's laid over it.</summary>
public sealed record DraftRules
{
    public required IReadOnlyList<DraftRule> Rules { get; init; }

    /// <summary>By name: word lists that patterns refer to as &lt;name&gt;.</summary>
    public required IReadOnlyDictionary<string, string> Lists { get; init; }

    public required IReadOnlyDictionary<DraftSign, IReadOnlyList<string>> Signs { get; init; }

    /// <summary>Words in a draft.</summary>
    public required int LongestDraft { get; init; }

    /// <summary>Words in one paragraph.</summary>
    public required int LongestParagraph { get; init; }

    /// <summary>Apologies in a draft.</summary>
    public required int MostApologies { get; init; }
}
