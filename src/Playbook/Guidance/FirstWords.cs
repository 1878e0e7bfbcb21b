using System.Numerics;
using System.Runtime.InteropServices;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// Phrases found by their first word: a message has forty words, and the plays of a situation a thousand phrases.
/// Looking allocates nothing.
/// </summary>
internal sealed class FirstWords
{
    private readonly Dictionary<string, List<Candidate>> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Candidate>> _beginnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Candidate>>.AlternateLookup<ReadOnlySpan<char>> _byWord, _byBeginning;
    private readonly List<Candidate> _numbers = [];

    // By the first letter: how long the beginnings with that letter are, a bit each.
    private readonly ulong[] _lengths = new ulong[128];

    public FirstWords()
    {
        _byWord = _whole.GetAlternateLookup<ReadOnlySpan<char>>();
        _byBeginning = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many there are; the first one added has the number 0.</summary>
    public int Count { get; private set; }

    public void Add(Phrase phrase)
    {
        var candidate = new Candidate(phrase, Count++);
        var isNumber = true;
        foreach (var (text, isPrefix) in phrase.Starts)
        {
            isNumber = false;
            // No word that long is a beginning: it can only be meant as a whole.
            var begins = isPrefix && text.Length < 64;
            List(begins ? _beginnings : _whole, text).Add(candidate);
            if (begins) _lengths[Bucket(text[0])] |= 1ul << text.Length;
        }

        if (isNumber) _numbers.Add(candidate);
    }

    /// <summary>Writes each phrase that is there, once, in the order of the text; <paramref name="matches"/> has room for all.</summary>
    /// <returns>How many were written.</returns>
    public int Find(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, Span<Match> matches)
    {
        Span<bool> found = Count <= 2048 ? stackalloc bool[Count] : new bool[Count];
        found.Clear();
        var count = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var word = text[words[i]];
            if (_byWord.TryGetValue(word, out var whole)) Try(whole, text, words, i, found, matches, ref count);
            for (var lengths = _lengths[Bucket(word[0])]; lengths != 0; lengths &= lengths - 1)
            {
                var length = BitOperations.TrailingZeroCount(lengths);
                if (length > word.Length) break;
                if (_byBeginning.TryGetValue(word[..length], out var beginning)) Try(beginning, text, words, i, found, matches, ref count);
            }

            if (char.IsAsciiDigit(word[0])) Try(_numbers, text, words, i, found, matches, ref count);
        }

        return count;
    }

    private static void Try(List<Candidate> candidates, ReadOnlySpan<char> text, ReadOnlySpan<Range> words, int at, Span<bool> found, Span<Match> matches, ref int count)
    {
        foreach (ref readonly var candidate in CollectionsMarshal.AsSpan(candidates))
        {
            if (found[candidate.Number] || !candidate.Phrase.MatchesAfter(text, words, at)) continue;
            found[candidate.Number] = true;
            matches[count++] = new Match(candidate.Number, at);
        }
    }

    private static int Bucket(char c) => c & 127;

    private static List<Candidate> List(Dictionary<string, List<Candidate>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }

    /// <param name="Number">Of the phrase.</param>
    /// <param name="At">The word it begins with.</param>
    internal readonly record struct Match(int Number, int At);

    private readonly record struct Candidate(Phrase Phrase, int Number);
}
