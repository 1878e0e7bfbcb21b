namespace ClientBot.Playbook.Drafts;

/// <summary>Reads a pattern; see <see cref="Pattern"/> for how one is written.</summary>
internal sealed class PatternParser(IReadOnlyDictionary<string, string> lists, WordList words)
{
    private const int DeepestList = 4;
    private string _text = "";
    private int _at;
    private int _depth;
    private string? _expected;

    /// <param name="text">The pattern.</param>
    /// <param name="expected">What would have been right, where it is none; else null.</param>
    public Pattern? Parse(string text, out string? expected)
    {
        (_text, _at, _expected, _depth) = (text, 0, null, 0);
        var items = Choice();
        if (_expected is null && _at < _text.Length) _expected = "no ) without a (";
        var start = _expected is null ? Build(items, null) : null;
        if (_expected is null && (start is null || !BeginsWithWord(start))) _expected = "a pattern that begins with a word";
        expected = _expected;
        return _expected is null ? new Pattern(start!) : null;
    }

    private abstract record Item;

    private sealed record One(PatternKind Kind, int Id, string Prefix) : Item;

    private sealed record Any(List<List<Item>> Branches) : Item;

    private List<Item> Choice()
    {
        var branches = new List<List<Item>> { Sequence() };
        while (_at < _text.Length && _text[_at] == '|')
        {
            _at++;
            branches.Add(Sequence());
        }

        if (branches.Exists(b => b.Count == 0)) _expected ??= "words on both sides of each |";
        return branches.Count == 1 ? branches[0] : [new Any(branches)];
    }

    private List<Item> Sequence()
    {
        var items = new List<Item>();
        while (_at < _text.Length && _text[_at] is not (')' or '|'))
        {
            if (_text[_at] is ' ' or '-')
            {
                _at++;
                continue;
            }

            var item = Atom();
            if (_at < _text.Length && _text[_at] == '?')
            {
                _at++;
                item = [new Any([item, []])];
            }

            items.AddRange(item);
        }

        return items;
    }

    private List<Item> Atom()
    {
        switch (_text[_at])
        {
            case '(':
                _at++;
                var inner = Choice();
                if (_at < _text.Length && _text[_at] == ')') _at++;
                else _expected ??= "a ) for each (";
                return inner;
            case '<':
                return List();
            case '^':
                _at++;
                return [new One(PatternKind.First, -1, "")];
            case '$':
                _at++;
                return [new One(PatternKind.Last, -1, "")];
            case '.' when string.CompareOrdinal(_text, _at, "...", 0, 3) == 0:
                _at += 3;
                return [new One(PatternKind.Gap, -1, "")];
            default:
                return Words();
        }
    }

    private List<Item> List()
    {
        var end = _text.IndexOf('>', _at);
        var name = end < 0 ? "" : _text[(_at + 1)..end];
        _at = end < 0 ? _text.Length : end + 1;
        if (name == "n") return [new One(PatternKind.Number, -1, "")];
        if (!lists.TryGetValue(name, out var list) || _depth == DeepestList)
        {
            _expected ??= $"<n> or a list that there is; <{name}> is none";
            return [];
        }

        var (text, at) = (_text, _at);
        (_text, _at) = (list, 0);
        _depth++;
        var items = Choice();
        if (_at < _text.Length) _expected ??= $"a list of words as <{name}>";
        _depth--;
        (_text, _at) = (text, at);
        return items;
    }

    // "late|slow": without brackets each side is one word.
    private List<Item> Words()
    {
        var branches = new List<List<Item>>();
        while (true)
        {
            var start = _at;
            while (_at < _text.Length && WordCutter.IsPart(_text, _at)) _at++;
            if (_at == start)
            {
                _expected ??= $"a word, not \"{_text[Math.Min(_at, _text.Length - 1)]}\"";
                _at = _text.Length;
                return [];
            }

            var items = new List<Item>();
            if (_at < _text.Length && _text[_at] == '*')
            {
                items.Add(new One(PatternKind.Prefix, -1, _text[start.._at]));
                _at++;
            }
            else
            {
                WordCutter.Cut(_text, start, _at, (word, _, _, _, _) => items.Add(new One(PatternKind.Word, words.Add(word), "")));
            }

            branches.Add(items);
            if (_at + 1 >= _text.Length || _text[_at] != '|' || !char.IsLetterOrDigit(_text[_at + 1])) break;
            // Within brackets "(a few|b)" the bar parts what is between the brackets, not these two words.
            if (IsBracketBar(start)) break;
            _at++;
        }

        return branches.Count == 1 ? branches[0] : [new Any(branches)];
    }

    private bool IsBracketBar(int start)
    {
        var depth = 0;
        for (var i = start - 1; i >= 0; i--)
        {
            if (_text[i] == ')') depth++;
            else if (_text[i] == '(' && depth-- == 0) return true;
        }

        return _depth > 0;
    }

    private static PatternNode? Build(List<Item> items, PatternNode? next)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            next = items[i] switch
            {
                One one => new PatternNode(one.Kind, next) { WordId = one.Id, Prefix = one.Prefix },
                Any any => new PatternNode(PatternKind.Choice, null) { Branches = BranchesOf(any, next) },
                _ => next,
            };
        }

        return next;
    }

    private static PatternNode?[] BranchesOf(Any any, PatternNode? next) => [.. any.Branches.Select(b => Build(b, next))];

    private static bool BeginsWithWord(PatternNode node) => node.Kind switch
    {
        PatternKind.Choice => Array.TrueForAll(node.Branches, b => b is not null && BeginsWithWord(b)),
        PatternKind.First => node.Next is { } next && BeginsWithWord(next),
        PatternKind.Gap or PatternKind.Last => false,
        _ => true,
    };
}
