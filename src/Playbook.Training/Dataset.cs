using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Model;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Training;

/// <summary>The corpus as the model sees it: each message a list of feature rows, counted over all of it.</summary>
internal sealed class Dataset
{
    /// <summary>Features seen in fewer messages say nothing that would hold for another one.</summary>
    private const int LeastWords = 2;
    private const int LeastCues = 3;
    private const int MostRows = 130_000;

    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Ascending.</summary>
    public required uint[] Keys { get; init; }
    public required FeatureGroup[] Groups { get; init; }

    /// <summary>By message: the distinct rows, ascending, and how often each counts.</summary>
    public required Bag[] Whole { get; init; }

    /// <summary>By message and sentence, without what only the whole message has.</summary>
    public required Bag[][] Sentences { get; init; }

    /// <summary>By message: what the encoder makes of it.</summary>
    public required float[][] Vectors { get; init; }

    public static Dataset Of(IReadOnlyList<Message> messages)
    {
        var found = messages.Select(Features).ToArray();
        var counts = new Dictionary<uint, (int Count, FeatureGroup Group)>();
        foreach (var features in found)
        {
            foreach (var (key, (group, _)) in features.Whole)
                counts[key] = counts.TryGetValue(key, out var there) ? (there.Count + 1, group) : (1, group);
        }

        var leastLetters = 3;
        uint[] keys;
        do
        {
            keys = [.. counts.Where(c => c.Value.Count >= Least(c.Value.Group, leastLetters)).Select(c => c.Key).Order()];
            leastLetters++;
        }
        while (keys.Length > MostRows);

        var rowOf = new Dictionary<uint, int>(keys.Length);
        for (var row = 0; row < keys.Length; row++)
            rowOf[keys[row]] = row;
        return new Dataset
        {
            Messages = messages,
            Keys = keys,
            Groups = [.. keys.Select(k => counts[k].Group)],
            Vectors = Training.Vectors.Of(messages),
            Whole = [.. found.Select(features => BagOf(features.Whole, rowOf))],
            Sentences = [.. found.Select(features => features.Sentences.Select(sentence => BagOf(sentence, rowOf)).ToArray())],
        };
    }

    private static int Least(FeatureGroup group, int letters) => group switch
    {
        FeatureGroup.Words => LeastWords,
        FeatureGroup.Letters => letters,
        _ => LeastCues,
    };

    private static Bag BagOf(Dictionary<uint, (FeatureGroup Group, int Count)> features, Dictionary<uint, int> rowOf)
    {
        var known = features.Where(f => rowOf.ContainsKey(f.Key)).Select(f => (Row: rowOf[f.Key], f.Value.Count)).OrderBy(f => f.Row).ToArray();
        return new Bag([.. known.Select(f => f.Row)], [.. known.Select(f => f.Count)]);
    }

    /// <summary>A word, a pair or a cue counts once in a message or sentence; the pieces of words as often as they come up in different words.</summary>
    private static (Dictionary<uint, (FeatureGroup Group, int Count)> Whole, Dictionary<uint, (FeatureGroup Group, int Count)>[] Sentences) Features(Message message)
    {
        var scratch = Scratch.Spare.Take();
        TextCleaner.Run(message.Text, scratch);
        Tokenizer.Run(scratch, CueLexicon.Embedded.Masked);
        CueLexicon.Embedded.Find(scratch);
        FeatureScan.Run(scratch);
        var sentenceOf = new byte[Scratch.MostTokens];
        var whole = new Dictionary<uint, (FeatureGroup Group, int Count)>();
        var sentences = new Dictionary<uint, (FeatureGroup Group, int Count)>[FeatureScan.Sentences(scratch, sentenceOf)];
        for (var i = 0; i < sentences.Length; i++)
            sentences[i] = [];
        foreach (var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            Count(whole, use);
            if (use.First >= 0)
                Count(sentences[sentenceOf[use.First]], use);
        }

        Scratch.Spare.Give(scratch);
        return (whole, sentences);
    }

    private static void Count(Dictionary<uint, (FeatureGroup Group, int Count)> features, FeatureUse use)
    {
        if (!features.TryGetValue(use.Key, out var there))
            features[use.Key] = (use.Group, 1);
        else if (use.Group == FeatureGroup.Letters)
            features[use.Key] = (use.Group, there.Count + 1);
    }

    /// <summary>How rare each feature is among the given messages; 0 where too few of them have it.</summary>
    public Half[] Rarities(IReadOnlyList<int> among)
    {
        var counts = new int[Keys.Length];
        foreach (var message in among)
        {
            foreach (var row in Whole[message].Rows)
                counts[row]++;
        }

        var rarities = new Half[Keys.Length];
        for (var row = 0; row < rarities.Length; row++)
        {
            if (counts[row] >= 2)
                rarities[row] = Groups[row] == FeatureGroup.Cues ? Half.One : (Half)(Arithmetic.Log((among.Count + 1.0) / (counts[row] + 1)) + 1);
        }

        return rarities;
    }

    /// <summary>The value of each row of a message or sentence: its rarity, brought to the length of its group.</summary>
    public float[] Values(Bag bag, Half[] rarities)
    {
        Span<float> squares = stackalloc float[ReaderModel.Groups];
        squares.Clear();
        for (var i = 0; i < bag.Rows.Length; i++)
            squares[(int)Groups[bag.Rows[i]]] += bag.Counts[i] * (float)rarities[bag.Rows[i]] * (float)rarities[bag.Rows[i]];
        var values = new float[bag.Rows.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var row = bag.Rows[i];
            values[i] = bag.Counts[i] * (float)rarities[row] * ReaderModel.Unit(Groups[row], squares[(int)Groups[row]]);
        }

        return values;
    }

    /// <summary>Rows and how often each counts.</summary>
    public sealed record Bag(int[] Rows, int[] Counts);
}
