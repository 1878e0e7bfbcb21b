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
    public const int Version = 1;
    public const int Groups = 3;
    private const uint Magic = 0x4D_52_42_43;
    private const int HeaderBytes = 24;

    /// <summary>The key in the upper half, the row in the lower: one look at memory instead of two.</summary>
    private readonly ulong[] _slots;
    private readonly int _mask;

    public ReaderModel(ModelParts parts)
    {
        Parts = parts;
        var rows = parts.Keys.Length;
        Weights = new float[rows * Heads.Row];
        SquaredRarity = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var scale = (float)parts.Scales[row];
            for (var head = 0; head < Heads.Count; head++)
                Weights[(row * Heads.Row) + head] = scale * parts.Weights[(row * Heads.Count) + head];
            var rarity = (float)parts.Rarities[row];
            SquaredRarity[row] = rarity * rarity;
        }

        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, rows * 2));
        _mask = size - 1;
        _slots = new ulong[size];
        for (var row = 0; row < rows; row++)
        {
            var at = (int)(parts.Keys[row] & (uint)_mask);
            while (_slots[at] != 0)
                at = (at + 1) & _mask;
            _slots[at] = ((ulong)parts.Keys[row] << 32) | (uint)row;
        }
    }

    public ModelParts Parts { get; }

    public float[] Weights { get; }

    public float[] SquaredRarity { get; }

    public int Rows => Parts.Keys.Length;

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

    /// <summary>Turns the keys of the scratch's uses into rows (-1: unknown) and fills the raw answers of all heads.</summary>
    /// <returns>What one unit of each group weighs in this message.</returns>
    public (float Words, float Letters, float Cues) Score(Scratch scratch, Span<float> scores, Span<int> seen, int mark)
    {
        Span<float> sums = stackalloc float[Groups * Heads.Row];
        sums.Clear();
        Span<float> squares = stackalloc float[Groups];
        squares.Clear();
        var weights = MemoryMarshal.Cast<float, Vector256<float>>(Weights);
        var totals = MemoryMarshal.Cast<float, Vector256<float>>(sums);
        foreach (ref var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            var row = Find(use.Key);
            use.Key = (uint)row;
            if (row < 0 || seen[row] == mark)
                continue;
            seen[row] = mark;
            var group = (int)use.Group;
            squares[group] += SquaredRarity[row];
            totals[group * 3] += weights[row * 3];
            totals[(group * 3) + 1] += weights[(row * 3) + 1];
            totals[(group * 3) + 2] += weights[(row * 3) + 2];
        }

        Parts.Bias.CopyTo(scores);
        Span<float> units = stackalloc float[Groups];
        for (var group = 0; group < Groups; group++)
        {
            units[group] = Unit((FeatureGroup)group, squares[group]);
            for (var head = 0; head < Heads.Count; head++)
                scores[head] += units[group] * sums[(group * Heads.Row) + head];
        }

        return (units[0], units[1], units[2]);
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
        byte[] bytes;
        using (var memory = new MemoryStream())
        {
            stream.CopyTo(memory);
            bytes = memory.ToArray();
        }

        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
            throw new ModelException($"{name}: this is not a reading model. {Cure}");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        if (version != Version)
            throw new ModelException($"{name}: the reading model has version {version}, this program reads version {Version}. {Cure}");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (length != bytes.Length)
            throw new ModelException($"{name}: the reading model is cut short: {bytes.Length} bytes of {length}. {Cure}");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16)) != Checksum(bytes))
            throw new ModelException($"{name}: the reading model was altered, its checksum does not fit. {Cure}");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, HeaderBytes, bytes.Length - HeaderBytes));
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

    private static ulong Checksum(byte[] bytes) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes.AsSpan(HeaderBytes)));
}
