using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>Everything that encoder.bin holds, in the order of the file.</summary>
internal sealed class EncoderParts
{
    public const int Version = 1;
    public const int MostPieces = 128;
    public const int Width = 512;
    public const int FirstWidth = 256;
    public const int Inner = 1536;
    private const uint Magic = 0x45_53_42_43;
    private const int HeaderBytes = 24;

    /// <summary>The matrices by place: query, key and value; output; the first layer's residual; the two of the inner layer; the last.</summary>
    public static readonly (int Rows, int Columns)[] Shapes =
    [
        (FirstWidth, 3 * FirstWidth), (FirstWidth, Width), (FirstWidth, Width), (Width, Inner), (Inner, Width),
        (Width, 3 * Width), (Width, Width), (Width, Inner), (Inner, Width),
        (Width, Width),
    ];

    /// <summary>Scale and bias of the layer norms.</summary>
    public static readonly int[] NormWidths = [FirstWidth, Width, Width, Width];

    public required PieceVocabulary Vocabulary { get; init; }

    /// <summary>By place in the text, what is added to a piece's numbers.</summary>
    public required float[] Positions { get; init; }

    /// <summary>By piece: a scale, and its 256 signed bytes.</summary>
    public required float[] PieceScales { get; init; }
    public required FileBytes Bytes { get; init; }
    public required int PieceBytesAt { get; init; }
    public float[]? PieceWhole { get; init; }
    public required Matrix[] Matrices { get; init; }
    public required float[][] Biases { get; init; }
    public required float[][] NormScales { get; init; }
    public required float[][] NormBiases { get; init; }

    public static EncoderParts Read(Stream stream, string name)
    {
        var file = FileBytes.Of(stream);
        var bytes = file.Span;
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) != Version
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != bytes.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) != Checksum(bytes))
        {
            throw new ModelException($"{name}: this is not the sentence encoder of version {Version}, or it was cut or altered. Put the file of this release back (git checkout).");
        }

        using var reader = new BinaryReader(file.From(HeaderBytes));
        var count = reader.ReadInt32();
        var pieces = new string[count];
        for (var i = 0; i < count; i++)
            pieces[i] = reader.ReadString();
        var scores = Floats(reader, count);
        var positions = Floats(reader, MostPieces * FirstWidth);
        var pieceScales = Floats(reader, count);
        var scales = Shapes.Select(shape => Floats(reader, shape.Columns)).ToArray();
        var biases = Shapes.Select(shape => Floats(reader, shape.Columns)).ToArray();
        var normScales = NormWidths.Select(width => Floats(reader, width)).ToArray();
        var normBiases = NormWidths.Select(width => Floats(reader, width)).ToArray();
        var pieceBytes = HeaderBytes + (int)reader.BaseStream.Position;
        var at = pieceBytes + (count * FirstWidth);
        var matrices = new Matrix[Shapes.Length];
        for (var i = 0; i < matrices.Length; i++)
        {
            matrices[i] = new Matrix(Shapes[i].Rows, Shapes[i].Columns, scales[i], file, at);
            at += Shapes[i].Rows * Shapes[i].Columns;
        }

        return new EncoderParts
        {
            Vocabulary = new PieceVocabulary(pieces, scores),
            Positions = positions,
            PieceScales = pieceScales,
            Bytes = file,
            PieceBytesAt = pieceBytes,
            Matrices = matrices,
            Biases = biases,
            NormScales = normScales,
            NormBiases = normBiases,
        };
    }

    /// <param name="pieces">By piece its bytes.</param>
    /// <param name="weights">The bytes of all matrices, one after the other.</param>
    public byte[] Write(ReadOnlySpan<sbyte> pieces, ReadOnlySpan<sbyte> weights)
    {
        using var memory = new MemoryStream();
        memory.Write(new byte[HeaderBytes]);
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Vocabulary.Pieces.Length);
            foreach (var piece in Vocabulary.Pieces)
                writer.Write(piece);
            foreach (var numbers in new[] { Vocabulary.Scores, Positions, PieceScales }.Concat(Matrices.Select(m => m.Scales)).Concat(Biases).Concat(NormScales).Concat(NormBiases))
            {
                foreach (var number in numbers)
                    writer.Write(number);
            }

            foreach (var weight in pieces)
                writer.Write(weight);
            foreach (var weight in weights)
                writer.Write(weight);
        }

        var bytes = memory.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Checksum(bytes));
        return bytes;
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static ulong Checksum(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes[HeaderBytes..]));
}
