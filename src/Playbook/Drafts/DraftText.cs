namespace ClientBot.Playbook.Drafts;

/// <summary>A draft as words in sentences.</summary>
internal sealed class DraftText
{
    private const int LongestQuote = 160;
    private readonly List<DraftWord> _words;
    private readonly List<DraftSentence> _sentences = [];

    public DraftText(string text, WordList list)
    {
        Text = text;
        _words = new List<DraftWord>((text.Length / 5) + 8);
        Cut(list);
    }

    public string Text { get; }

    public IReadOnlyList<DraftSentence> Sentences => _sentences;

    public ReadOnlySpan<DraftWord> Words => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words);

    public int WordCount { get; private set; }

    /// <summary>Words in the longest paragraph.</summary>
    public int LongestParagraph { get; private set; }

    /// <summary>True where somebody else's words stand.</summary>
    public bool IsQuoted(int at)
    {
        foreach (var word in _words)
        {
            if (word.End > at) return word.Quoted;
        }

        return false;
    }

    private void Cut(WordList list)
    {
        var text = Text.AsSpan();
        var (sentence, first, begin, paragraph, quoteEnd) = (0, 0, 0, 0, 0);
        WordCutter.Take take = (word, from, to, start, end) => _words.Add(new DraftWord(list.Find(word), from, to, start, end, sentence, start < quoteEnd));
        for (var i = 0; i < text.Length;)
        {
            if (WordCutter.IsPart(text, i))
            {
                var start = i;
                while (i < text.Length && WordCutter.IsPart(text, i)) i++;
                if (_words.Count == first) begin = start;
                WordCutter.Cut(text, start, i, take);
                WordCount++;
                paragraph++;
                continue;
            }

            if (i >= quoteEnd) quoteEnd = Math.Max(quoteEnd, QuoteFrom(text, i));
            if (Ends(text, i))
            {
                if (_words.Count > first)
                {
                    _sentences.Add(new DraftSentence(first, _words.Count, begin, _words[^1].End, text[i]));
                    first = _words.Count;
                    sentence++;
                }

                if (text[i] == '\n')
                {
                    LongestParagraph = Math.Max(LongestParagraph, paragraph);
                    paragraph = 0;
                }
            }

            i++;
        }

        LongestParagraph = Math.Max(LongestParagraph, paragraph);
        if (_words.Count > first) _sentences.Add(new DraftSentence(first, _words.Count, begin, _words[^1].End, '\0'));
    }

    // Somebody else's words: between quotation marks that close soon, or behind ">".
    private static int QuoteFrom(ReadOnlySpan<char> text, int at)
    {
        var close = text[at] switch { '"' => '"', '“' => '”', '„' => '“', '«' => '»', '>' when at == 0 || text[at - 1] == '\n' => '\n', _ => '\0' };
        if (close == '\0') return 0;
        var rest = text[(at + 1)..];
        var end = rest.IndexOf(close);
        if (end < 0) return close == '\n' ? text.Length : 0;
        return end > LongestQuote || (close != '\n' && rest[..end].Contains('\n')) ? 0 : at + 1 + end;
    }

    private bool Ends(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is '\n' or '…') return true;
        if (text[at] is not ('.' or '!' or '?')) return false;
        if (at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] is not ('"' or '”' or ')' or '!' or '?' or '.')) return false;
        // "Mr. Farouk" goes on.
        return text[at] != '.' || _words.Count == 0 || _words[^1].End != at || !IsTitle(text[_words[^1].Start.._words[^1].End]);
    }

    private static bool IsTitle(ReadOnlySpan<char> word) => word is "Mr" or "Mrs" or "Ms" or "Dr" or "Prof" or "St" or "No" or "Nr" or "approx" or "incl" or "e.g" or "i.e";
}

/// <param name="First">Its first word.</param>
/// <param name="After">The word after its last.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Stop">Where its last word ends.</param>
/// <param name="Mark">What ended it: . ! ? or a line's end.</param>
internal readonly record struct DraftSentence(int First, int After, int Start, int Stop, char Mark);
