using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Reading.Text;

/// <summary>Names what a message is made of: words and pairs, pieces of words, cues of the word lists, how it looks.</summary>
internal static class FeatureScan
{
    private const int NearTarget = 3;

    /// <param name="letters">False to leave the pieces of words to the model, which remembers those of common words.</param>
    public static void Run(Scratch scratch, bool letters = true)
    {
        scratch.UseCount = 0;
        for (var i = 0; i < scratch.TokenCount; i++)
            Words(scratch, i);
        if (letters)
            EachWord(scratch, static (scratch, token) => Letters(scratch, token));
        Cues(scratch);
        Looks(scratch);
    }

    /// <summary>Each word once; one may come twice, which only costs time.</summary>
    public static void EachWord(Scratch scratch, Action<Scratch, int> spell)
    {
        Span<uint> spelled = stackalloc uint[256];
        spelled.Clear();
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            ref var token = ref scratch.Tokens[i];
            // A word that came before has the same pieces: they count once. (A collision only means that they are named again.)
            ref var last = ref spelled[(int)(token.Hash ^ (token.Hash >> 11)) & 255];
            if (token.Kind == TokenKind.Word && last != token.Hash)
                spell(scratch, i);
            last = token.Hash;
        }
    }

    /// <summary>By token, the sentence or line that it stands in.</summary>
    /// <returns>How many there are.</returns>
    public static int Sentences(Scratch scratch, Span<byte> sentenceOf)
    {
        var sentence = -1;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (scratch.Tokens[i].Breaks || i == 0)
                sentence = Math.Min(sentence + 1, Peaks.MostSentences - 1);
            sentenceOf[i] = (byte)sentence;
        }

        return sentence + 1;
    }

    private static void Words(Scratch scratch, int i)
    {
        ref var token = ref scratch.Tokens[i];
        scratch.Add(Hashing.Finish(token.Hash, 1), FeatureGroup.Words, i, i);
        if (token.Breaks)
        {
            scratch.Add(Hashing.Finish(token.Hash, 3), FeatureGroup.Words, i, i);
            return;
        }

        var before = scratch.Tokens[i - 1].Hash;
        scratch.Add(Hashing.Finish((before * 31) ^ token.Hash, 2), FeatureGroup.Words, i - 1, i);
    }

    public static void Letters(Scratch scratch, int i)
    {
        var word = scratch.Tokens[i].In(scratch.Norm);
        var length = Math.Min(word.Length, 24);
        for (var start = -1; start < length; start++)
        {
            var hash = Hashing.Seed;
            var most = Math.Min(5, length + 1 - start);
            for (var n = 1; n <= most; n++)
            {
                var at = start + n - 1;
                hash = Hashing.Step(hash, at < 0 || at >= length ? ' ' : word[at]);
                if (n >= 2)
                    scratch.Add(Hashing.Finish(hash, 10), FeatureGroup.Letters, i, i);
            }
        }
    }

    private static void Cues(Scratch scratch)
    {
        Span<int> counts = stackalloc int[CueLexicon.ListCount];
        counts.Clear();
        foreach (var hit in scratch.Hits)
        {
            var list = (uint)hit.List;
            if (++counts[(int)hit.List] <= 3)
                Cue(scratch, 20, (list * 4) + (uint)counts[(int)hit.List], hit.First, hit.Last);
            if (hit.List is CueList.Insult or CueList.Profanity or CueList.Slur or CueList.Demeaning or CueList.Sexual or CueList.Harm or CueList.InsultThing)
            {
                var aimed = IsAimed(scratch, hit);
                Cue(scratch, 21, (list * 2) + (aimed ? 1u : 0u), hit.First, hit.Last);
            }

            if (hit.First == 0 || scratch.Tokens[hit.First].Breaks)
                Cue(scratch, 22, list, hit.First, hit.Last);
        }

        for (var list = 0; list < counts.Length; list++)
        {
            if (counts[list] == 0)
                Cue(scratch, 24, (uint)list, -1, -1);
        }
    }

    /// <summary>Whether "you", "called me" or a colleague stands beside it: the target matters more than the word.</summary>
    private static bool IsAimed(Scratch scratch, LexiconHit hit)
    {
        foreach (var other in scratch.Hits)
        {
            if (other.List == CueList.Target && other.First <= hit.Last + NearTarget && hit.First <= other.Last + NearTarget)
                return true;
        }

        return false;
    }

    private static void Looks(Scratch scratch)
    {
        var style = scratch.Style;
        Look(scratch, 0, Math.Min(style.Exclamations, 4));
        Look(scratch, 1, Math.Min(style.Questions, 3));
        Look(scratch, 2, Math.Min(style.Ellipses, 2));
        Look(scratch, 3, Math.Min(style.Quotes / 2, 2));
        Look(scratch, 4, Math.Min(style.Capitals, 4));
        Look(scratch, 5, style.Mixed ? 1 : 0);
        Look(scratch, 6, style.EndsAsking ? 1 : 0);
        Look(scratch, 7, style.Smiles ? 1 : 0);
        var words = scratch.TokenCount;
        Look(scratch, 8, words < 4 ? 0 : words < 8 ? 1 : words < 16 ? 2 : words < 30 ? 3 : words < 60 ? 4 : words < 120 ? 5 : 6);
        Look(scratch, 9, style.Capitals * 3 > words && words > 3 ? 1 : 0);
    }

    private static void Look(Scratch scratch, int what, int value) => Cue(scratch, 30, (uint)((what * 16) + value), -1, -1);

    private static void Cue(Scratch scratch, uint kind, uint what, int first, int last) =>
        scratch.Add(Hashing.Finish(Hashing.Seed ^ (what * 2654435761), kind), FeatureGroup.Cues, first, last);
}
