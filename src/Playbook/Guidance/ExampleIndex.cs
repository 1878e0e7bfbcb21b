using System.Collections.Frozen;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// How like the examples of each play a message is: the words they share, rare ones counting more. Built once an edition; one look costs a few
/// microseconds. It breaks ties and finds what no phrase names; phrases and flags weigh more.
/// </summary>
internal sealed class ExampleIndex
{
    /// <summary>Words are compared by their beginning: "invoice", "invoices" and "invoiced" are one.</summary>
    private const int Stem = 6;

    /// <summary>From here a message is an example itself, a typo or two apart.</summary>
    private const double Same = 0.85;

    private const double Chance = 0.4;

    private static readonly FrozenSet<string> Common = (
        "a an the and or but so if then than that this these those there here it its i i'm i've i'd i'll you your you're you've you'd you'll we we're we've our us me my mine they their them he his him she her who what which when where "
        + "how is are was were be been being am do does did done don't doesn't didn't have has had haven't hasn't hadn't will would won't can can't could should shall may might must not no yes of to in on at by for from with without as into "
        + "about over up out off down just very really too also all any some one two get got go going went say says said tell told want wants like know think let one's please today tomorrow yesterday now again day days week weeks month time only even still never always back good").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _common = Common.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly double[] _rarity;
    private readonly (int Example, double Weight)[][] _postings;
    private readonly int[] _playOf;
    private readonly string[] _texts;
    private readonly double _unknown;

    public ExampleIndex(IReadOnlyList<Play> plays)
    {
        _lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var examples = plays.SelectMany((p, i) => p.Examples.Select(e => (Play: i, e.Text))).ToList();
        _playOf = [.. examples.Select(e => e.Play)];
        _texts = [.. examples.Select(e => e.Text)];
        var termsOf = examples.Select(e => TermsOf(e.Text)).ToList();
        var seen = new int[_terms.Count];
        foreach (var term in termsOf.SelectMany(t => t)) seen[term]++;
        _rarity = [.. seen.Select(s => Math.Log((examples.Count + 1.0) / (s + 0.5)))];
        _unknown = Math.Log(examples.Count + 1.0) * 0.6;
        var postings = Enumerable.Range(0, _terms.Count).Select(_ => new List<(int, double)>()).ToArray();
        for (var e = 0; e < termsOf.Count; e++)
        {
            var length = Math.Sqrt(termsOf[e].Sum(t => _rarity[t] * _rarity[t]));
            foreach (var term in termsOf[e]) postings[term].Add((e, _rarity[term] / Math.Max(length, 0.001)));
        }

        _postings = [.. postings.Select(p => p.ToArray())];
    }

    /// <summary>Adds to each play how like its examples these words are, 0 to 1: its best example, and a little of its second best.</summary>
    public void Add(ReadOnlySpan<char> lower, ReadOnlySpan<Range> words, Span<double> likeness, string? leftOut)
    {
        Span<double> examples = _playOf.Length <= 1024 ? stackalloc double[_playOf.Length] : new double[_playOf.Length];
        examples.Clear();
        Span<bool> counted = _terms.Count <= 8192 ? stackalloc bool[_terms.Count] : new bool[_terms.Count];
        counted.Clear();
        Span<byte> shared = _playOf.Length <= 1024 ? stackalloc byte[_playOf.Length] : new byte[_playOf.Length];
        shared.Clear();
        var length = 0.0;
        foreach (var range in words)
        {
            var word = lower[range];
            if (_common.Contains(word)) continue;
            if (!_lookup.TryGetValue(word[..Math.Min(word.Length, Stem)], out var term))
            {
                length += _unknown * _unknown;
                continue;
            }

            if (counted[term]) continue;
            counted[term] = true;
            length += _rarity[term] * _rarity[term];
            foreach (var (example, weight) in _postings[term])
            {
                examples[example] += weight * _rarity[term];
                if (shared[example] < 2) shared[example]++;
            }
        }

        if (length == 0) return;
        // A long message shares words with everything: beyond some forty its length no longer counts against it.
        var norm = Math.Sqrt(Math.Min(length, 40 * _unknown * _unknown));
        for (var first = 0; first < examples.Length;)
        {
            var play = _playOf[first];
            var (best, second) = (0.0, 0.0);
            for (; first < examples.Length && _playOf[first] == play; first++)
            {
                if (leftOut is not null && _texts[first] == leftOut) continue;
                // One word in common may be chance.
                var one = examples[first] / norm * (shared[first] < 2 ? Chance : 1);
                if (one > best) (best, second) = (one, best);
                else if (one > second) second = one;
            }

            likeness[play] = best >= Same ? 100 : best + (second / 2);
        }
    }

    private HashSet<int> TermsOf(string text)
    {
        var terms = new HashSet<int>();
        var lower = new char[text.Length];
        Span<Range> words = new Range[1 + (text.Length / 2)];
        var count = WordsOf.Cut(text, lower, words);
        foreach (var range in words[..count])
        {
            var word = lower.AsSpan()[range];
            if (_common.Contains(word)) continue;
            var stem = word[..Math.Min(word.Length, Stem)].ToString();
            if (!_terms.TryGetValue(stem, out var term)) _terms[stem] = term = _terms.Count;
            terms.Add(term);
        }

        return terms;
    }
}
