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

    /// <summary>By message: the distinct rows, ascending.</summary>
    public required int[][] Rows { get; init; }

    public static Dataset Of(IReadOnlyList<Message> messages)
    {
        var found = messages.Select(Features).ToArray();
        var counts = new Dictionary<uint, (int Count, FeatureGroup Group)>();
        foreach (var features in found)
        {
            foreach (var (key, group) in features)
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
            Rows = [.. found.Select(features => features.Where(f => rowOf.ContainsKey(f.Key)).Select(f => rowOf[f.Key]).Order().ToArray())],
        };
    }

    private static int Least(FeatureGroup group, int letters) => group switch
    {
        FeatureGroup.Words => LeastWords,
        FeatureGroup.Letters => letters,
        _ => LeastCues,
    };

    private static List<(uint Key, FeatureGroup Group)> Features(Message message)
    {
        var scratch = Scratch.Mine;
        TextCleaner.Run(message.Text, scratch);
        Tokenizer.Run(scratch, CueLexicon.Embedded.Masked);
        CueLexicon.Embedded.Find(scratch);
        FeatureScan.Run(scratch);
        var seen = new HashSet<uint>();
        var features = new List<(uint, FeatureGroup)>(scratch.UseCount);
        foreach (var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            if (seen.Add(use.Key))
                features.Add((use.Key, use.Group));
        }

        return features;
    }

    /// <summary>How rare each feature is among the given messages; 0 where too few of them have it.</summary>
    public Half[] Rarities(IReadOnlyList<int> among)
    {
        var counts = new int[Keys.Length];
        foreach (var message in among)
        {
            foreach (var row in Rows[message])
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

    /// <summary>The value of each row of a message: its rarity, brought to the length of its group.</summary>
    public float[] Values(int message, Half[] rarities)
    {
        Span<float> squares = stackalloc float[ReaderModel.Groups];
        squares.Clear();
        foreach (var row in Rows[message])
            squares[(int)Groups[row]] += (float)rarities[row] * (float)rarities[row];
        var values = new float[Rows[message].Length];
        for (var i = 0; i < values.Length; i++)
        {
            var row = Rows[message][i];
            values[i] = (float)rarities[row] * ReaderModel.Unit(Groups[row], squares[(int)Groups[row]]);
        }

        return values;
    }
}
