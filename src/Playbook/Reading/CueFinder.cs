using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Model;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading;

/// <summary>
/// The deciding words: what each word added for the likeliest situation, merged into phrases of one to four words.
/// Phrases of the word lists that fit the situation or a flag go first, since a person recognises them.
/// </summary>
internal static class CueFinder
{
    private const int Most = 4;
    private const int Longest = 4;

    public static Cue[] Find(string text, Scratch scratch, ReaderModel model, (float Words, float Letters, float Cues) units, Situation situation, HashSet<Flag> flags)
    {
        var count = scratch.TokenCount;
        Span<float> worth = count <= 512 ? stackalloc float[count] : new float[count];
        worth.Clear();
        Weigh(scratch, model, units, (int)situation, worth);

        Span<Phrase> chosen = stackalloc Phrase[Most];
        var taken = 0;
        var best = 0f;
        while (taken < Most)
        {
            var phrase = Strongest(scratch, worth, situation, flags, chosen[..taken]);
            if (phrase.Worth <= 0 || phrase.Worth < best * 0.3f)
                break;
            best = Math.Max(best, phrase.Worth);
            chosen[taken++] = phrase;
        }

        if (taken == 0)
            return [];
        var cues = new Cue[taken];
        for (var i = 0; i < taken; i++)
        {
            var start = scratch.Tokens[chosen[i].First].Start;
            var end = scratch.Tokens[chosen[i].Last].End;
            cues[i] = new Cue(text[start..end], start, end);
        }

        return cues;
    }

    private static void Weigh(Scratch scratch, ReaderModel model, (float Words, float Letters, float Cues) units, int situation, Span<float> worth)
    {
        foreach (ref readonly var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            var row = (int)use.Key;
            if (row < 0 || use.First < 0)
                continue;
            var unit = use.Group == FeatureGroup.Words ? units.Words : units.Cues;
            var gain = unit * model.Leaning(row, situation) / (use.Last - use.First + 1);
            for (var token = use.First; token <= use.Last; token++)
                worth[token] += gain;
        }

        foreach (var (word, token) in scratch.Spelled.AsSpan(0, scratch.SpelledCount))
            worth[token] += units.Letters * PackedRows.Leaning(word.Alone[0], situation);
    }

    private static Phrase Strongest(Scratch scratch, ReadOnlySpan<float> worth, Situation situation, HashSet<Flag> flags, ReadOnlySpan<Phrase> chosen)
    {
        var best = new Phrase(-1, -1, 0);
        foreach (var hit in scratch.Hits)
        {
            var weight = Weight(hit.List, situation, flags);
            var last = Math.Min(hit.Last, hit.First + Longest - 1);
            if (weight <= 0 || Overlaps(hit.First, last, chosen) || OnlyStopWords(scratch, hit.First, last))
                continue;
            var sum = weight;
            for (var token = hit.First; token <= last; token++)
                sum += worth[token];
            // A rule's own words are always shown, however the model weighs them.
            if (hit.List is CueList.SelfHarm or CueList.Slur)
                sum = Math.Max(sum, weight);
            if (sum > best.Worth)
                best = new Phrase(hit.First, last, sum);
        }

        for (var first = 0; first < worth.Length; first++)
        {
            var sum = 0f;
            for (var last = first; last < worth.Length && last < first + Longest; last++)
            {
                if (last > first && scratch.Tokens[last].Breaks)
                    break;
                sum += worth[last];
                var average = sum / (1f + (0.35f * (last - first)));
                if (average <= best.Worth || IsStopWord(scratch, first) && last > first && worth[first] < 0.05f)
                    continue;
                // One short word ("wrong", "fix") is what a person would point at only when it is far the strongest.
                if (last == first && scratch.Tokens[first].NormLength < 6)
                    average *= 0.6f;
                if (average <= best.Worth)
                    continue;
                if (OnlyStopWords(scratch, first, last) || Overlaps(first, last, chosen) || (last > first && IsStopWord(scratch, last) && worth[last] < 0.05f))
                    continue;
                best = new Phrase(first, last, average);
            }
        }

        return best;
    }

    private static bool Overlaps(int first, int last, ReadOnlySpan<Phrase> chosen)
    {
        foreach (var phrase in chosen)
        {
            if (first <= phrase.Last && phrase.First <= last)
                return true;
        }

        return false;
    }

    private static bool OnlyStopWords(Scratch scratch, int first, int last)
    {
        for (var token = first; token <= last; token++)
        {
            if (!IsStopWord(scratch, token))
                return false;
        }

        return true;
    }

    private static bool IsStopWord(Scratch scratch, int token) => scratch.Tokens[token].Stop;

    private static float Weight(CueList list, Situation situation, HashSet<Flag> flags)
    {
        if (list is CueList.SelfHarm or CueList.Slur || (list is CueList.Despair or CueList.Dread && flags.Contains(Flag.SelfHarm)))
            return 3f;
        if (FlagRules.Concerns(list) is { } flag && flags.Contains(flag))
            return 0.8f;
        var fits = situation switch
        {
            Situation.Angry => list is CueList.Anger or CueList.Waiting or CueList.InsultThing or CueList.Profanity or CueList.Demand or CueList.Repeat or CueList.Deadline,
            Situation.Wrong => list is CueList.Claim or CueList.Belief or CueList.Evidence or CueList.Record,
            Situation.Unrealistic => list is CueList.Infeasible or CueList.Demand or CueList.Deadline,
            Situation.Abusive => list is CueList.Insult or CueList.Demeaning or CueList.Sexual or CueList.Harm,
            _ => list is CueList.Courtesy,
        };
        return fits ? 0.4f : 0f;
    }

    private readonly record struct Phrase(int First, int Last, float Worth);
}
