namespace ClientBot.Playbook.Drafts;

/// <summary>Numbers for the words that some pattern asks for. A word that none asks for has no number.</summary>
internal sealed class WordList
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordList() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _ids.Count;

    public int Add(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var id)) return id;
        _lookup[word] = id = _ids.Count;
        return id;
    }

    /// <returns>-1 for a word that no pattern asks for.</returns>
    public int Find(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var id) ? id : -1;
}
