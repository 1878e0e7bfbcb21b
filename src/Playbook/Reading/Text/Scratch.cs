using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Reading.Text;

/// <summary>The working memory of one reading, about 0.2 MB, used again so that a reading allocates only its answer.</summary>
internal sealed class Scratch
{
    public readonly char[] Clean = new char[Assessment.ReadLimit + 2];
    public readonly char[] Norm = new char[Assessment.ReadLimit + 2];
    public const int MostTokens = Assessment.ReadLimit + 2;
    public readonly Token[] Tokens = new Token[MostTokens];
    public readonly List<LexiconHit> Hits = new(64);
    /// <summary>A rule for self-harm met its own exception ("I don't want to be here all day").</summary>
    public bool Excused;
    public int CleanLength;
    public int TokenCount;
    public Style Style;

    public FeatureUse[] Uses = new FeatureUse[4096];
    public int UseCount;

    /// <summary>Each word once, with what its pieces add up to, where a model did the spelling.</summary>
    public (SpelledWord Word, int Token)[] Spelled = new (SpelledWord, int)[256];
    public int SpelledCount;

    public void AddSpelled(SpelledWord word, int token)
    {
        if (SpelledCount == Spelled.Length)
            Array.Resize(ref Spelled, SpelledCount * 2);
        Spelled[SpelledCount++] = (word, token);
    }

    public static Spares<Scratch> Spare { get; } = new(4);

    /// <summary>By row of the model, the last stamp; stamps instead of clearing.</summary>
    public int[] Seen = [];
    public int Mark;

    /// <summary>New stamps, <paramref name="each"/> of them from <see cref="Mark"/> on.</summary>
    public void Stamp(int rows, int each)
    {
        // They start over when another model is longer or the counter would wrap.
        if (Seen.Length < rows || Mark > int.MaxValue - (2 * each))
        {
            Seen = new int[rows];
            Mark = 0;
        }

        Mark += each;
    }

    public void Add(uint key, FeatureGroup group, int first, int last)
    {
        if (UseCount == Uses.Length)
            Array.Resize(ref Uses, UseCount * 2);
        Uses[UseCount++] = new FeatureUse(key, (short)first, (short)last, group);
    }
}

/// <summary>One feature where it occurs: Key becomes the row of the model once it is looked up.</summary>
internal record struct FeatureUse(uint Key, short First, short Last, FeatureGroup Group);

/// <summary>Features are brought to unit length group by group, so that a long message does not drown its own cues.</summary>
internal enum FeatureGroup : byte
{
    Words,
    Letters,
    Cues,
}

/// <summary>How a message looks, apart from its words.</summary>
internal struct Style
{
    public int Exclamations;
    public int Questions;
    public int Ellipses;
    public int Quotes;
    public int Capitals;
    public bool Mixed;
    public bool EndsAsking;
    public bool Smiles;
    public bool Framed;
}
