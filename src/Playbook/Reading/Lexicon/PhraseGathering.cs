using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>
/// Writes out every phrase that a line of a word list stands for. Brackets make 158,000 of two thousand lines, so they pass through a few buffers
/// and become numbers at once: as strings and arrays they took 22 MB.
/// </summary>
internal sealed class PhraseGathering(List<string> swearing)
{
    private readonly List<PhraseElement> _elements = [];
    private readonly Dictionary<PhraseElement, ushort> _elementAt = [];
    private readonly List<ushort> _codes = [];
    private readonly List<(ulong Key, bool Prefix, int At, int Length)> _phrases = [];
    private readonly bool[] _prefixLengths = new bool[PhraseTable.LongestPrefix + 1];
    private readonly List<char[]> _levels = [];

    public void Add(CueList list, ReadOnlySpan<char> line)
    {
        var remark = line.IndexOf('#');
        var phrase = Plain((remark < 0 ? line : line[..remark]).Trim());
        if (phrase.Length == 0)
            return;
        var exception = phrase[0] == '!';
        Expand(list, exception, exception ? phrase.AsSpan(1) : phrase, 0);
    }

    public PhraseTable Table()
    {
        // By key; those of one key in the order of the lists.
        _phrases.Sort((a, b) => (a.Prefix, a.Key, a.At).CompareTo((b.Prefix, b.Key, b.At)));
        var codes = new List<ushort>(_codes.Count + _phrases.Count);
        var starts = new List<(ulong Key, bool Prefix, int At)>();
        for (var i = 0; i < _phrases.Count; i++)
        {
            var (key, prefix, at, length) = _phrases[i];
            if (i == 0 || _phrases[i - 1].Key != key || _phrases[i - 1].Prefix != prefix)
            {
                starts.Add((key, prefix, codes.Count));
                var end = i;
                while (end < _phrases.Count && _phrases[end].Key == key && _phrases[end].Prefix == prefix)
                    end++;
                codes.Add(checked((ushort)(end - i)));
            }

            for (var k = 0; k < length; k++)
                codes.Add(_codes[at + k]);
        }

        return new PhraseTable([.. _elements], [.. codes], starts, _prefixLengths);
    }

    private void Expand(CueList list, bool exception, ReadOnlySpan<char> phrase, int level)
    {
        var open = phrase.IndexOf('(');
        if (open < 0)
        {
            Keep(list, exception, phrase, level);
            return;
        }

        var depth = 0;
        var close = -1;
        for (var i = open; i < phrase.Length && close < 0; i++)
        {
            depth += phrase[i] == '(' ? 1 : phrase[i] == ')' ? -1 : 0;
            close = depth == 0 ? i : -1;
        }

        if (close < 0)
            throw new FormatException($"A bracket is not closed: {phrase}");
        var from = open + 1;
        for (var i = from; i <= close; i++)
        {
            depth += phrase[i] == '(' ? 1 : phrase[i] == ')' ? -1 : 0;
            if ((depth != 0 || phrase[i] != '|') && i < close)
                continue;
            var buffer = Buffer(level, phrase.Length);
            phrase[..open].CopyTo(buffer);
            phrase[from..i].CopyTo(buffer.AsSpan(open));
            phrase[(close + 1)..].CopyTo(buffer.AsSpan(open + i - from));
            Expand(list, exception, buffer.AsSpan(0, open + (i - from) + (phrase.Length - close - 1)), level + 1);
            from = i + 1;
        }
    }

    private void Keep(CueList list, bool exception, ReadOnlySpan<char> phrase, int level)
    {
        var letters = Buffer(level, phrase.Length).AsSpan(0, phrase.Length);
        phrase.CopyTo(letters);
        Span<ushort> elements = stackalloc ushort[64];
        var count = 0;
        var telling = false;
        foreach (var range in letters.Split(' '))
        {
            var word = letters[range];
            if (word.Length == 0)
                continue;
            word = word[..Tokenizer.Contraction(word)];
            telling |= word is not (".." or "_") && word.ContainsAnyExceptInRange('0', '9');
            elements[count++] = Number(word);
            if (count == 1 && list is CueList.Insult or CueList.Profanity or CueList.Slur && !exception && letters[range.End..].Trim(' ').Length == 0)
                swearing.Add(word.TrimEnd('*').ToString());
        }

        if (!telling)
            throw new FormatException($"{list}.txt: this phrase would match any text: {phrase}");
        var first = _elements[elements[0]];
        var second = count > 1 && _elements[elements[1]].Kind == ElementKind.Word ? _elements[elements[1]].Hash : 0;
        if (first.Kind == ElementKind.Prefix)
            _prefixLengths[first.Length] = true;
        var rest = elements[(second == 0 ? 1 : 2)..count];
        _phrases.Add((PhraseTable.Key(first.Hash, second), first.Kind == ElementKind.Prefix, _codes.Count, 1 + rest.Length));
        _codes.Add(PhraseTable.Head(list, exception, rest.Length));
        foreach (var element in rest)
            _codes.Add(element);
    }

    private ushort Number(ReadOnlySpan<char> word)
    {
        var element = word switch
        {
            "_" => new PhraseElement(ElementKind.Any, 0, 0, ' '),
            ".." => new PhraseElement(ElementKind.Gap, 0, 0, ' '),
            _ when word[^1] == '*' => new PhraseElement(ElementKind.Prefix, Hashing.Of(word[..^1]), word.Length - 1, word[0]),
            _ => new PhraseElement(ElementKind.Word, Hashing.Of(word), word.Length, word[0]),
        };
        if (_elementAt.TryGetValue(element, out var number))
            return number;
        number = checked((ushort)_elements.Count);
        _elements.Add(element);
        _elementAt[element] = number;
        return number;
    }

    /// <summary>One for each bracket deep: what is in it is done with before the next is written.</summary>
    private char[] Buffer(int level, int length)
    {
        while (_levels.Count <= level)
            _levels.Add(new char[256]);
        if (_levels[level].Length < length)
            _levels[level] = new char[length * 2];
        return _levels[level];
    }

    /// <summary>As the tokenizer writes words: digits are 0, hyphens part words.</summary>
    private static string Plain(ReadOnlySpan<char> phrase) => string.Create(phrase.Length, phrase, static (letters, phrase) =>
    {
        for (var i = 0; i < letters.Length; i++)
            letters[i] = char.IsAsciiDigit(phrase[i]) ? '0' : phrase[i] is '-' ? ' ' : phrase[i] is '£' or '€' ? '$' : phrase[i];
    });
}
