namespace ClientBot.Playbook.Drafts;

/// <summary>Many patterns, looked for at once: each word is tried only against the patterns that can begin with it.</summary>
internal sealed class PatternSet
{
    private readonly List<(Pattern Pattern, int Owner)>?[] _byWord;
    private readonly List<(Pattern Pattern, int Owner)> _others = [];

    public PatternSet(IReadOnlyList<(Pattern Pattern, int Owner)> patterns, WordList words)
    {
        _byWord = new List<(Pattern, int)>?[words.Count];
        foreach (var entry in patterns) Enter(entry, entry.Pattern.Start, []);
    }

    public void Find(DraftText draft, List<Hit> hits)
    {
        var words = draft.Words;
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at].Quoted) continue;
            if (words[at].Id >= 0 && _byWord[words[at].Id] is { } known) Try(known, draft, at, hits);
            Try(_others, draft, at, hits);
        }
    }

    private static void Try(List<(Pattern Pattern, int Owner)> patterns, DraftText draft, int at, List<Hit> hits)
    {
        foreach (var (pattern, owner) in patterns)
        {
            if (pattern.Match(draft.Words, draft.Text, at) is > 0 and var end && end > at) hits.Add(new Hit(owner, at, end));
        }
    }

    private void Enter((Pattern Pattern, int Owner) entry, PatternNode node, HashSet<int> seen)
    {
        switch (node.Kind)
        {
            case PatternKind.Word:
                if (seen.Add(node.WordId)) (_byWord[node.WordId] ??= []).Add(entry);
                break;
            case PatternKind.Choice:
                foreach (var branch in node.Branches) Enter(entry, branch!, seen);
                break;
            case PatternKind.First:
                Enter(entry, node.Next!, seen);
                break;
            default:
                if (seen.Add(-1)) _others.Add(entry);
                break;
        }
    }
}

/// <param name="Owner">Whose pattern it is.</param>
/// <param name="From">The first word of the match.</param>
/// <param name="After">The word after its last.</param>
internal readonly record struct Hit(int Owner, int From, int After);
