using System.Reflection;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>
/// The word lists, compiled. A line is a phrase: <c>word*</c> any ending, <c>(a|b)</c> either, <c>(a|)</c> or nothing,
/// <c>_</c> any one word, <c>..</c> up to three words, <c># remark</c>. A line that begins with <c>!</c> is an exception:
/// what overlaps it does not count.
/// </summary>
internal sealed class CueLexicon
{
    public static readonly int ListCount = Enum.GetValues<CueList>().Length;

    /// <summary>By the first word or prefix: the phrases whose second element is not one certain word.</summary>
    private readonly Dictionary<uint, Pattern[]> _byWord;
    private readonly Dictionary<uint, Pattern[]> _byPrefix;

    /// <summary>By the first and the second word: "you" alone begins hundreds of phrases, "you are" few.</summary>
    private readonly Dictionary<ulong, Pattern[]> _byTwoWords;
    private readonly Dictionary<ulong, Pattern[]> _byPrefixAndWord;
    private readonly bool[] _prefixLengths = new bool[32];

    /// <summary>A bit for each first word or prefix: most words of a message begin no phrase, and this says so at once.</summary>
    private readonly ulong[] _begins = new ulong[1024];

    /// <summary>A bit for each first with its second word.</summary>
    private readonly ulong[] _goesOn = new ulong[4096];

    public CueLexicon(Func<CueList, string> read)
    {
        var byWord = new Dictionary<uint, List<Pattern>>();
        var byPrefix = new Dictionary<uint, List<Pattern>>();
        var byTwoWords = new Dictionary<ulong, List<Pattern>>();
        var byPrefixAndWord = new Dictionary<ulong, List<Pattern>>();
        var swearing = new List<string>();
        foreach (var list in Enum.GetValues<CueList>())
        {
            foreach (var line in read(list).Split('\n'))
            {
                var phrase = Plain(line.Split('#')[0].Trim());
                if (phrase.Length == 0)
                    continue;
                var exception = phrase[0] == '!';
                foreach (var words in Expand(exception ? phrase[1..].Trim() : phrase))
                {
                    for (var i = 0; i < words.Length; i++)
                        words[i] = Contract(words[i]);
                    if (words.Length == 0 || words.All(w => w is ".." or "_" || w.All(char.IsAsciiDigit)))
                        throw new FormatException($"{list}.txt: this phrase would match any text: {line}");
                    var pattern = Compile(list, exception, words);
                    var first = pattern.Elements[0];
                    if (first.Kind == ElementKind.Prefix)
                        _prefixLengths[first.Length] = true;
                    _begins[Place(first.Hash) >> 6] |= 1UL << (int)(Place(first.Hash) & 63);
                    if (pattern.Elements.Length > 1 && pattern.Elements[1].Kind == ElementKind.Word)
                    {
                        var both = Both(first.Hash, pattern.Elements[1].Hash);
                        _goesOn[Wide(both) >> 6] |= 1UL << (int)(Wide(both) & 63);
                        Keep(first.Kind == ElementKind.Prefix ? byPrefixAndWord : byTwoWords, both, pattern);
                    }
                    else
                    {
                        Keep(first.Kind == ElementKind.Prefix ? byPrefix : byWord, first.Hash, pattern);
                    }

                    if (list is CueList.Insult or CueList.Profanity or CueList.Slur && words.Length == 1 && !exception)
                        swearing.Add(words[0].TrimEnd('*'));
                }
            }
        }

        _byWord = byWord.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
        _byPrefix = byPrefix.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
        _byTwoWords = byTwoWords.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
        _byPrefixAndWord = byPrefixAndWord.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
        // The commonest first: "f***" is no slur.
        Masked = new MaskedWords(["fuck", "fucking", "fucked", "shit", "shitty", "cunt", "bitch", "bitches", "crap", "arse", "bastard", "twat", "prick", "dick", "retarded", .. swearing]);
    }

    public static CueLexicon Embedded { get; } = new(ReadResource);

    public MaskedWords Masked { get; }

    /// <summary>Fills <see cref="Scratch.Hits"/> in the order of the text.</summary>
    public void Find(Scratch scratch)
    {
        var hits = scratch.Hits;
        hits.Clear();
        scratch.Excused = false;
        var exceptions = false;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            ref var token = ref scratch.Tokens[i];
            var next = i + 1 < scratch.TokenCount && !scratch.Tokens[i + 1].Breaks ? scratch.Tokens[i + 1].Hash : 0;
            if (Begins(token.Hash))
                exceptions |= Try(scratch, _byWord, _byTwoWords, token.Hash, next, i);
            var hash = Hashing.Seed;
            var letters = token.In(scratch.Norm);
            var most = Math.Min(letters.Length, _prefixLengths.Length - 1);
            for (var n = 1; n <= most; n++)
            {
                hash = Hashing.Step(hash, letters[n - 1]);
                if (_prefixLengths[n] && Begins(hash))
                    exceptions |= Try(scratch, _byPrefix, _byPrefixAndWord, hash, next, i);
            }
        }

        if (exceptions)
            scratch.Excused = Except(hits);
    }

    private static uint Place(uint hash) => (hash ^ (hash >> 16)) & 0xFFFF;

    private bool Begins(uint hash) => (_begins[Place(hash) >> 6] & (1UL << (int)(Place(hash) & 63))) != 0;

    private static ulong Both(uint first, uint second) => ((ulong)first << 32) | second;

    private static uint Wide(ulong both)
    {
        both *= 0x9E3779B97F4A7C15;
        return (uint)(both >> 46);
    }

    private static void Keep<TKey>(Dictionary<TKey, List<Pattern>> table, TKey key, Pattern pattern)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var there))
            table[key] = there = [];
        there.Add(pattern);
    }

    private bool Try(Scratch scratch, Dictionary<uint, Pattern[]> alone, Dictionary<ulong, Pattern[]> withNext, uint hash, uint next, int at)
    {
        var exceptions = alone.TryGetValue(hash, out var patterns) && Try(scratch, patterns, at);
        if (next == 0)
            return exceptions;
        var both = Both(hash, next);
        if ((_goesOn[Wide(both) >> 6] & (1UL << (int)(Wide(both) & 63))) != 0 && withNext.TryGetValue(both, out patterns))
            exceptions |= Try(scratch, patterns, at);
        return exceptions;
    }

    private static bool Try(Scratch scratch, Pattern[] patterns, int at)
    {
        var exceptions = false;
        foreach (var pattern in patterns)
        {
            var last = Match(scratch, pattern.Elements, 1, at + 1);
            if (last < 0)
                continue;
            scratch.Hits.Add(new LexiconHit(pattern.List, at, last, pattern.Exception));
            exceptions |= pattern.Exception;
        }

        return exceptions;
    }

    /// <returns>The last word of the match, or -1.</returns>
    private static int Match(Scratch scratch, Element[] elements, int element, int token)
    {
        while (element < elements.Length)
        {
            ref readonly var wanted = ref elements[element];
            if (wanted.Kind == ElementKind.Gap)
            {
                for (var skip = 0; skip <= 3; skip++)
                {
                    if (skip > 0 && (token + skip - 1 >= scratch.TokenCount || scratch.Tokens[token + skip - 1].Breaks))
                        return -1;
                    var last = Match(scratch, elements, element + 1, token + skip);
                    if (last >= 0)
                        return last;
                }

                return -1;
            }

            if (token >= scratch.TokenCount || scratch.Tokens[token].Breaks || !Fits(scratch, wanted, token))
                return -1;
            element++;
            token++;
        }

        return token - 1;
    }

    private static bool Fits(Scratch scratch, in Element wanted, int index)
    {
        ref var token = ref scratch.Tokens[index];
        return wanted.Kind switch
        {
            ElementKind.Any => true,
            ElementKind.Word => token.Hash == wanted.Hash,
            _ => token.NormLength >= wanted.Length && scratch.Norm[token.NormStart] == wanted.First && Hashing.Of(scratch.Norm.AsSpan(token.NormStart, wanted.Length)) == wanted.Hash,
        };
    }

    /// <returns>Whether a phrase for self-harm was among what does not count.</returns>
    private static bool Except(List<LexiconHit> hits)
    {
        var excused = false;
        for (var i = hits.Count - 1; i >= 0; i--)
        {
            var hit = hits[i];
            if (hit.Exception)
                continue;
            foreach (var other in hits)
            {
                if (other.Exception && other.List == hit.List && other.First <= hit.Last && hit.First <= other.Last)
                {
                    excused |= hit.List == CueList.SelfHarm;
                    hits.RemoveAt(i);
                    break;
                }
            }
        }

        hits.RemoveAll(static hit => hit.Exception);
        return excused;
    }

    private static IEnumerable<string[]> Expand(string phrase)
    {
        var open = phrase.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return [phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var choices = new List<string>();
        var depth = 0;
        var from = open + 1;
        for (var i = open; i < phrase.Length; i++)
        {
            depth += phrase[i] == '(' ? 1 : phrase[i] == ')' ? -1 : 0;
            if ((depth == 1 && phrase[i] == '|') || depth == 0)
            {
                choices.Add(phrase[from..i]);
                from = i + 1;
            }

            if (depth == 0)
                return choices.SelectMany(choice => Expand(phrase[..open] + choice + phrase[from..]));
        }

        throw new FormatException($"A bracket is not closed: {phrase}");
    }

    /// <summary>As the tokenizer writes words: digits are 0, hyphens part words.</summary>
    private static string Plain(string phrase) =>
        string.Concat(phrase.Select(c => char.IsAsciiDigit(c) ? '0' : c is '-' ? ' ' : c is '£' or '€' ? '$' : c));

    private static Pattern Compile(CueList list, bool exception, string[] words) =>
        new(list, exception, [.. words.Select(word => word switch
        {
            "_" => new Element(ElementKind.Any, 0, 0, ' '),
            ".." => new Element(ElementKind.Gap, 0, 0, ' '),
            _ when word.EndsWith('*') => new Element(ElementKind.Prefix, Hashing.Of(word.AsSpan(0, word.Length - 1)), word.Length - 1, word[0]),
            _ => new Element(ElementKind.Word, Hashing.Of(word), word.Length, word[0]),
        })]);

    private static string Contract(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, Tokenizer.Contraction(letters));
    }

    private static string ReadResource(CueList list)
    {
        var name = $"ClientBot.Playbook.Reading.Lexicon.{list}.txt";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ModelException($"{name}: the word list is not in the assembly. Build src/Playbook again with the file in Reading/Lexicon.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private enum ElementKind : byte
    {
        Word,
        Prefix,
        Any,
        Gap,
    }

    private readonly record struct Element(ElementKind Kind, uint Hash, int Length, char First);

    private sealed record Pattern(CueList List, bool Exception, Element[] Elements);
}
