namespace ClientBot.Playbook.Guidance;

/// <summary>
/// A few words to look for: "third|3rd time", "refus*", "&lt;n&gt;" for any number, "..." for up to three words between. Compiled once; matching allocates nothing.
/// </summary>
internal sealed class Phrase
{
    private const int GapLimit = 3;
    private readonly Word[] _words;

    private Phrase(Word[] words) => _words = words;

    /// <summary>What its first word can be, and whether more letters may follow; empty where that is any number.</summary>
    public IEnumerable<(string Text, bool IsPrefix)> Starts => _words[0].Alternatives.Zip(_words[0].IsPrefix);

    public static Phrase? Parse(string text)
    {
        var words = new List<Word>();
        var gap = false;
        foreach (var token in text.ToLowerInvariant().Replace('’', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token == "...")
            {
                if (words.Count == 0) return null;
                gap = true;
                continue;
            }

            var alternatives = token == "<n>" ? [] : token.Split('|');
            if (alternatives.Any(a => a.TrimEnd('*').Length == 0 || a.TrimEnd('*').Any(c => !WordsOf.IsPart(c)))) return null;
            words.Add(new Word([.. alternatives.Select(a => a.TrimEnd('*'))], [.. alternatives.Select(a => a.EndsWith('*'))], gap));
            gap = false;
        }

        return words.Count == 0 || gap ? null : new Phrase([.. words]);
    }

    public bool MatchesAt(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, int at) => Matches(text, words, at, 0);

    /// <summary>The same where the word at <paramref name="at"/> is known to be its first.</summary>
    public bool MatchesAfter(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, int at) => Matches(text, words, at + 1, 1);

    private bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, int at, int next)
    {
        if (next == _words.Length) return true;
        var last = _words[next].AfterGap ? at + GapLimit : at;
        for (var i = at; i <= last && i < words.Length; i++)
        {
            if (_words[next].Is(text[words[i]]) && Matches(text, words, i + 1, next + 1)) return true;
        }

        return false;
    }

    private sealed record Word(string[] Alternatives, bool[] IsPrefix, bool AfterGap)
    {
        public bool IsNumber => Alternatives.Length == 0;

        public bool Is(ReadOnlySpan<char> word)
        {
            if (IsNumber) return char.IsAsciiDigit(word[0]);
            for (var i = 0; i < Alternatives.Length; i++)
            {
                var alternative = Alternatives[i];
                if (word.StartsWith(alternative, StringComparison.Ordinal) && (IsPrefix[i] || word.Length == alternative.Length)) return true;
            }

            return false;
        }
    }
}
