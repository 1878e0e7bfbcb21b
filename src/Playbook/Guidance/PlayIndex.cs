using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>The plays of one situation with their phrases, compiled once, found by the first letter of their first word.</summary>
internal sealed class PlayIndex
{
    private const int FlagPoints = 3;
    private const int WordPoints = 2;

    /// <summary>More than this many phrases of one play add nothing: a long list of words must not outweigh what matters.</summary>
    private const int WordsCounted = 4;

    private readonly Play[] _plays;
    private readonly Dictionary<char, List<(Phrase Phrase, int Play, int Number)>> _byStart = [];
    private readonly int _phrases;

    public PlayIndex(IEnumerable<Play> plays)
    {
        _plays = [.. plays];
        for (var i = 0; i < _plays.Length; i++)
        {
            foreach (var phrase in _plays[i].Fits.Words.Select(Phrase.Parse).OfType<Phrase>())
            {
                var number = _phrases++;
                foreach (var start in phrase.Starts)
                {
                    if (!_byStart.TryGetValue(start, out var list)) _byStart[start] = list = [];
                    list.Add((phrase, i, number));
                }
            }
        }
    }

    /// <summary>The play with most points; among equals the one whose id comes first.</summary>
    public Play Best(string text, Assessment assessment, int round, Fault fact)
    {
        Span<int> words = _plays.Length <= 64 ? stackalloc int[_plays.Length] : new int[_plays.Length];
        words.Clear();
        CountWords(text, words);
        Play? best = null;
        var most = -1;
        for (var i = 0; i < _plays.Length; i++)
        {
            var points = Points(_plays[i].Fits, assessment, round, fact, words[i]);
            if (points > most) (best, most) = (_plays[i], points);
        }

        return best ?? _plays.First(p => p.Fits.IsDefault);
    }

    private static int Points(Fits fits, Assessment assessment, int round, Fault fact, int words)
    {
        if (assessment.Intensity < fits.IntensityFrom || assessment.Intensity > fits.IntensityTo) return -1;
        if (round < fits.RoundFrom || round > fits.RoundTo) return -1;
        if (fits.Facts.Count > 0 && !fits.Facts.Contains(fact)) return -1;
        var points = (fits.IsDefault ? 1 : 0) + (WordPoints * Math.Min(words, WordsCounted));
        foreach (var flag in assessment.Flags)
        {
            if (fits.Flags.Contains(flag)) points += Weight(flag);
        }

        return points;
    }

    /// <summary>Safety first, then what no wording may outweigh.</summary>
    private static int Weight(Flag flag) => flag switch
    {
        Flag.SafetyThreat => 40,
        Flag.Discrimination or Flag.SexualHarassment => 20,
        _ => FlagPoints,
    };

    private void CountWords(string text, Span<int> counts)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, Assessment.ReadLimit));
        Span<char> lower = stackalloc char[read.Length];
        Span<Range> words = stackalloc Range[Math.Min(1 + (read.Length / 2), 1000)];
        var count = WordsOf.Cut(read, lower, words);
        Span<bool> found = _phrases <= 1024 ? stackalloc bool[_phrases] : new bool[_phrases];
        found.Clear();
        for (var i = 0; i < count; i++)
        {
            var first = lower[words[i]][0];
            if (!_byStart.TryGetValue(char.IsAsciiDigit(first) ? '0' : first, out var candidates)) continue;
            foreach (var (phrase, play, number) in candidates)
            {
                if (found[number] || !phrase.MatchesAt(lower, words[..count], i)) continue;
                found[number] = true;
                counts[play]++;
            }
        }
    }
}
