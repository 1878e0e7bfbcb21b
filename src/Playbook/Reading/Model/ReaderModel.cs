using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading.Model;

/// <summary>The weights: a row of 24 numbers for each known feature, found by the feature's hash.</summary>
internal sealed class ReaderModel
{
    /// <summary>Goes up whenever the file's shape, the features, the cleaning or the order of the word lists changes.</summary>
    public const int Version = 3;
    public const int Groups = 3;
    private const uint Magic = 0x4D_52_42_43;
    private const int HeaderBytes = 24;
    private const int SpelledWords = 8192;

    /// <summary>The key in the upper half, the row in the lower: one look at memory instead of two.</summary>
    private readonly ulong[] _slots;
    private readonly int _mask;
    private readonly PackedRows _alone;
    private readonly PackedRows _together;
    private readonly float[] _encoder;
    private readonly SpelledWord?[] _spelled = new SpelledWord?[SpelledWords];
    private readonly Action<Scratch, int> _spell;

    public ReaderModel(ModelParts parts)
    {
        (Alone, Together, Sure, Rows) = (new Answers(parts.Alone), new Answers(parts.Together), parts.Sure, parts.Keys.Length);
        _spell = Spell;
        _alone = new PackedRows(parts.Alone, parts.Rarities);
        _together = new PackedRows(parts.Together, parts.Rarities);
        _encoder = parts.Together.Open(Rows);

        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, Rows * 2));
        _mask = size - 1;
        _slots = new ulong[size];
        for (var row = 0; row < Rows; row++)
        {
            var at = (int)(parts.Keys[row] & (uint)_mask);
            while (_slots[at] != 0)
                at = (at + 1) & _mask;
            _slots[at] = ((ulong)parts.Keys[row] << 32) | (uint)row;
        }
    }

    /// <summary>By words alone. The weights themselves lie packed; what the file held is not kept.</summary>
    public Answers Alone { get; }

    public Answers Together { get; }

    /// <summary>From this probability on, words alone answer and the encoder is not asked.</summary>
    public float Sure { get; }

    public int Rows { get; }

    public int Find(uint key)
    {
        var at = (int)(key & (uint)_mask);
        while (true)
        {
            var slot = _slots[at];
            if ((uint)(slot >> 32) == key)
                return (int)slot;
            if (slot == 0)
                return -1;
            at = (at + 1) & _mask;
        }
    }

    /// <summary>Turns the keys of the scratch's uses into rows (-1: unknown) and fills the raw answers of all heads and the sentences' peaks.</summary>
    /// <returns>What one unit of each group weighs in this message.</returns>
    public (float Words, float Letters, float Cues) Score(Scratch scratch, Span<float> scores, Span<float> peaks)
    {
        scratch.Stamp(Rows, Peaks.MostSentences);
        var (seen, mark) = (scratch.Seen, scratch.Mark);
        foreach (ref var use in scratch.Uses.AsSpan(0, scratch.UseCount))
            use.Key = (uint)Find(use.Key);
        scratch.SpelledCount = 0;
        FeatureScan.EachWord(scratch, _spell);

        Span<byte> sentenceOf = stackalloc byte[Scratch.MostTokens];
        var sentences = FeatureScan.Sentences(scratch, sentenceOf);
        // The whole message first, then each of its sentences.
        Span<Vector256<float>> sums = stackalloc Vector256<float>[(1 + Peaks.MostSentences) * Groups * 3];
        Span<float> squares = stackalloc float[(1 + Peaks.MostSentences) * Groups];
        sums[..((1 + sentences) * Groups * 3)].Clear();
        squares[..((1 + sentences) * Groups)].Clear();
        foreach (ref readonly var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            var row = (int)use.Key;
            if (row < 0)
                continue;
            var sentence = use.First < 0 ? 0 : sentenceOf[use.First];
            var stamp = seen[row];
            if (stamp == mark + sentence)
                continue;
            seen[row] = mark + sentence;
            _alone.Open(row, out var a, out var b, out var c);
            var square = _alone.Square(row);
            if (stamp < mark)
                Add(sums, squares, (int)use.Group, a, b, c, square);
            if (use.First >= 0)
                Add(sums, squares, ((1 + sentence) * Groups) + (int)use.Group, a, b, c, square);
        }

        for (var i = 0; i < scratch.SpelledCount; i++)
        {
            var (word, token) = scratch.Spelled[i];
            Add(sums, squares, (int)FeatureGroup.Letters, word.Alone[0], word.Alone[1], word.Alone[2], word.Square);
            Add(sums, squares, ((1 + sentenceOf[token]) * Groups) + (int)FeatureGroup.Letters, word.Alone[0], word.Alone[1], word.Alone[2], word.Square);
        }

        Peaks.Clear(peaks);
        Span<float> sentenceScores = stackalloc float[Heads.Row];
        for (var sentence = 1; sentence <= sentences; sentence++)
        {
            Close(sums.Slice(sentence * Groups * 3, Groups * 3), squares.Slice(sentence * Groups, Groups), Alone.Bias, sentenceScores);
            Peaks.Take(peaks, sentenceScores);
        }

        return Close(sums[..(Groups * 3)], squares[..Groups], Alone.Bias, scores);
    }

    /// <summary>After <see cref="Score"/>: the answers of words and the encoder's numbers together.</summary>
    public void ScoreTogether(Scratch scratch, ReadOnlySpan<float> vector, Span<float> scores)
    {
        Span<Vector256<float>> sums = stackalloc Vector256<float>[Groups * 3];
        Span<float> squares = stackalloc float[Groups];
        sums.Clear();
        squares.Clear();
        scratch.Stamp(Rows, Peaks.MostSentences);
        var (seen, mark) = (scratch.Seen, scratch.Mark);
        foreach (ref readonly var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            var row = (int)use.Key;
            if (row < 0 || seen[row] == mark)
                continue;
            seen[row] = mark;
            _together.Open(row, out var a, out var b, out var c);
            Add(sums, squares, (int)use.Group, a, b, c, _together.Square(row));
        }

        for (var i = 0; i < scratch.SpelledCount; i++)
        {
            var word = scratch.Spelled[i].Word;
            Add(sums, squares, (int)FeatureGroup.Letters, word.Together[0], word.Together[1], word.Together[2], word.Square);
        }

        Close(sums, squares, Together.Bias, scores);
        var weights = MemoryMarshal.Cast<float, Vector256<float>>(_encoder.AsSpan());
        var totals = MemoryMarshal.Cast<float, Vector256<float>>(scores);
        for (var i = 0; i < vector.Length; i++)
        {
            var value = Vector256.Create(vector[i]);
            totals[0] += weights[i * 3] * value;
            totals[1] += weights[(i * 3) + 1] * value;
            totals[2] += weights[(i * 3) + 2] * value;
        }
    }

    /// <summary>How much a feature speaks for a situation, by words alone.</summary>
    public float Leaning(int row, int situation) => _alone.Leaning(row, situation);

    private static void Add(Span<Vector256<float>> sums, Span<float> squares, int group, Vector256<float> a, Vector256<float> b, Vector256<float> c, float square)
    {
        squares[group] += square;
        var three = sums.Slice(group * 3, 3);
        three[0] += a;
        three[1] += b;
        three[2] += c;
    }

    private static (float Words, float Letters, float Cues) Close(ReadOnlySpan<Vector256<float>> sums, ReadOnlySpan<float> squares, float[] bias, Span<float> scores)
    {
        bias.CopyTo(scores);
        var totals = MemoryMarshal.Cast<float, Vector256<float>>(scores);
        Span<float> units = stackalloc float[Groups];
        for (var group = 0; group < Groups; group++)
        {
            units[group] = Unit((FeatureGroup)group, squares[group]);
            var unit = Vector256.Create(units[group]);
            for (var i = 0; i < 3; i++)
                totals[i] += sums[(group * 3) + i] * unit;
        }

        return (units[0], units[1], units[2]);
    }

    private void Spell(Scratch scratch, int token)
    {
        var hash = scratch.Tokens[token].Hash;
        var length = scratch.Tokens[token].NormLength;
        ref var place = ref _spelled[(hash ^ (hash >> 15)) & (SpelledWords - 1)];
        var there = place;
        // Whole and never changed after, so other threads see the old word or this one.
        if (there is null || there.Hash != hash || there.Length != length)
            place = there = Spelled(scratch, token, hash, length);
        scratch.AddSpelled(there, token);
    }

    private SpelledWord Spelled(Scratch scratch, int token, uint hash, int length)
    {
        var from = scratch.UseCount;
        FeatureScan.Letters(scratch, token);
        var alone = new Vector256<float>[3];
        var together = new Vector256<float>[3];
        var square = 0f;
        foreach (ref readonly var use in scratch.Uses.AsSpan(from, scratch.UseCount - from))
        {
            var row = Find(use.Key);
            if (row < 0)
                continue;
            square += _alone.Square(row);
            _alone.Add(row, ref alone[0]);
            _together.Add(row, ref together[0]);
        }

        scratch.UseCount = from;
        return new SpelledWord { Hash = hash, Length = length, Square = square, Alone = alone, Together = together };
    }

    /// <summary>The factor that brings a group to its length; training uses the same one.</summary>
    public static float Unit(FeatureGroup group, float square) => group switch
    {
        FeatureGroup.Words => 1.2f / MathF.Sqrt(Math.Max(square, 12f)),
        FeatureGroup.Letters => 0.8f / MathF.Sqrt(Math.Max(square, 60f)),
        _ => 1.1f / MathF.Sqrt(Math.Max(square, 6f)),
    };

    public static ReaderModel Read(Stream stream, string name)
    {
        var file = FileBytes.Of(stream);
        var bytes = file.Span;
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
            throw new ModelException($"{name}: this is not a reading model. {Cure}");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (version != Version)
            throw new ModelException($"{name}: the reading model has version {version}, this program reads version {Version}. {Cure}");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length != bytes.Length)
            throw new ModelException($"{name}: the reading model is cut short: {bytes.Length} bytes of {length}. {Cure}");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) != Checksum(bytes))
            throw new ModelException($"{name}: the reading model was altered, its checksum does not fit. {Cure}");
        try
        {
            using var reader = new BinaryReader(file.From(HeaderBytes));
            return new ReaderModel(ModelParts.Read(reader));
        }
        catch (Exception fault) when (fault is EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new ModelException($"{name}: the reading model cannot be read. {Cure}", fault);
        }
    }

    public static byte[] Write(ModelParts parts)
    {
        using var memory = new MemoryStream();
        memory.Write(new byte[HeaderBytes]);
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            parts.Write(writer);
        var bytes = memory.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Checksum(bytes));
        return bytes;
    }

    public const string Cure = "Put the file of this release back (git checkout), or train it: dotnet run --project src/Playbook.Training";

    private static ulong Checksum(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes[HeaderBytes..]));
}

/// <summary>What is kept of <see cref="HeadParts"/> beside the weights.</summary>
internal sealed class Answers(HeadParts parts)
{
    public float[] Bias { get; } = parts.Bias;

    public Calibration Calibration { get; } = parts.Calibration;
}
