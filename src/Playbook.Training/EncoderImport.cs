using System.Runtime.InteropServices;
using System.Text.Json;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Encoder;

namespace ClientBot.Playbook.Training;

/// <summary>Makes encoder.bin of the public weights: <c>-- encoder FOLDER-OF-THE-NPM-PACKAGE</c>. Needed once; the file is in the repository.</summary>
internal static class EncoderImport
{
    private const string Prefix = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
    private const string Part = "module/Encoder_en/KonaTransformer/Encode/";
    private const string Concat = "/ConcatPartitions/concat";

    private static readonly string[] MatrixNames =
    [
        Part + "Layer_0/TransformerLayer/MultiheadAttention/qkv_transform_single/kernel/part_0",
        Part + "Layer_0/TransformerLayer/MultiheadAttention/output_transform_single/kernel/part_0",
        Prefix + "Layer_0/TransformerLayer/dense/kernel" + Concat,
        Prefix + "TransformerStack/Layer_0/TransformerLayer/FFN/conv1/Tensordot/Reshape_1",
        Prefix + "TransformerStack/Layer_0/TransformerLayer/FFN/conv2/Tensordot/Reshape_1",
        Part + "Layer_1/TransformerLayer/MultiheadAttention/qkv_transform_single/kernel/part_0",
        Part + "Layer_1/TransformerLayer/MultiheadAttention/output_transform_single/kernel/part_0",
        Prefix + "TransformerStack/Layer_1/TransformerLayer/FFN/conv1/Tensordot/Reshape_1",
        Prefix + "TransformerStack/Layer_1/TransformerLayer/FFN/conv2/Tensordot/Reshape_1",
        "module/Encoder_en/hidden_layers/tanh_layer_0/weights",
    ];

    private static readonly string[] BiasNames =
    [
        Prefix + "Layer_0/TransformerLayer/MultiheadAttention/qkv_transform_single/bias" + Concat,
        Prefix + "Layer_0/TransformerLayer/MultiheadAttention/output_transform_single/bias" + Concat,
        Prefix + "Layer_0/TransformerLayer/dense/bias" + Concat,
        Prefix + "Layer_0/TransformerLayer/FFN/conv1/bias" + Concat,
        Prefix + "Layer_0/TransformerLayer/FFN/conv2/bias" + Concat,
        Prefix + "Layer_1/TransformerLayer/MultiheadAttention/qkv_transform_single/bias" + Concat,
        Prefix + "Layer_1/TransformerLayer/MultiheadAttention/output_transform_single/bias" + Concat,
        Prefix + "Layer_1/TransformerLayer/FFN/conv1/bias" + Concat,
        Prefix + "Layer_1/TransformerLayer/FFN/conv2/bias" + Concat,
        "module/Encoder_en/hidden_layers/tanh_layer_0/bias",
    ];

    private static readonly string[] NormNames =
    [
        Prefix + "Layer_0/TransformerLayer/layer_prepostprocess/layer_norm/layer_norm_",
        Prefix + "Layer_0/TransformerLayer/FFN/layer_prepostprocess/layer_norm/layer_norm_",
        Prefix + "Layer_1/TransformerLayer/layer_prepostprocess/layer_norm/layer_norm_",
        Prefix + "Layer_1/TransformerLayer/FFN/layer_prepostprocess/layer_norm/layer_norm_",
    ];

    public static int Run(string folder, string into, TextWriter output)
    {
        var dist = Path.Combine(folder, "dist");
        var tensors = Tensors(dist);
        var (pieces, scores) = Vocabulary(Path.Combine(dist, "vocab.json"));
        var table = tensors["module/Embeddings_en"][..(pieces.Length * EncoderParts.FirstWidth)];
        var (pieceScales, pieceBytes) = ByPiece(table, pieces.Length);
        var weights = new List<sbyte>();
        var rounded = new Matrix[MatrixNames.Length];
        var whole = new Matrix[MatrixNames.Length];
        for (var i = 0; i < MatrixNames.Length; i++)
        {
            var (rows, columns) = EncoderParts.Shapes[i];
            var (scales, bytes, panels) = ByColumn(tensors[MatrixNames[i]], rows, columns);
            rounded[i] = new Matrix(rows, columns, scales, FileBytes.None, 0);
            whole[i] = new Matrix(rows, columns, [.. Enumerable.Repeat(1f, columns)], FileBytes.None, 0, panels);
            weights.AddRange(bytes);
        }

        EncoderParts Parts(Matrix[] matrices, float[]? wholePieces) => new()
        {
            Vocabulary = new PieceVocabulary(pieces, scores),
            Positions = Positions(tensors[Prefix + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"]),
            PieceScales = pieceScales,
            Bytes = FileBytes.None,
            PieceBytesAt = 0,
            PieceWhole = wholePieces,
            Matrices = matrices,
            Biases = [.. BiasNames.Select(name => tensors[name])],
            NormScales = [.. NormNames.Select(name => tensors[name + "scale" + Concat])],
            NormBiases = [.. NormNames.Select(name => tensors[name + "bias" + Concat])],
        };

        var parts = Parts(rounded, null);
        File.WriteAllBytes(into, parts.Write(pieceBytes, CollectionsMarshal.AsSpan(weights)));
        output.WriteLine($"written: {Path.GetFileName(into)}, {new FileInfo(into).Length / 1024} KB");
        using var stream = File.OpenRead(into);
        Compare(Path.Combine(folder, "reference.json"), new SentenceEncoder(Parts(whole, table)), new SentenceEncoder(EncoderParts.Read(stream, into)), output);
        return 0;
    }

    /// <summary>Beside the package may lie vectors that the package's own program gave: [{"text":…,"v":[…]}].</summary>
    private static void Compare(string path, SentenceEncoder whole, SentenceEncoder rounded, TextWriter output)
    {
        if (!File.Exists(path))
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var text = entry.GetProperty("text").GetString()!;
            var expected = entry.GetProperty("v").EnumerateArray().Select(v => v.GetSingle()).ToArray();
            output.WriteLine($"cosine {Cosine(whole.Encode(text), expected):0.000000} in floats, {Cosine(rounded.Encode(text), expected):0.000000} in bytes: {text}");
        }
    }

    private static double Cosine(float[] a, float[] b)
    {
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < a.Length; i++)
        {
            both += a[i] * (double)b[i];
            one += a[i] * (double)a[i];
            other += b[i] * (double)b[i];
        }

        return both / Math.Sqrt(one * other);
    }

    private static float[] Positions(float[] frequencies)
    {
        var positions = new float[EncoderParts.MostPieces * EncoderParts.FirstWidth];
        for (var place = 0; place < EncoderParts.MostPieces; place++)
        {
            for (var i = 0; i < frequencies.Length; i++)
            {
                positions[(place * EncoderParts.FirstWidth) + i] = MathF.Sin(place * frequencies[i]);
                positions[(place * EncoderParts.FirstWidth) + frequencies.Length + i] = MathF.Cos(place * frequencies[i]);
            }
        }

        return positions;
    }

    private static (float[] Scales, sbyte[] Bytes) ByPiece(float[] table, int count)
    {
        var scales = new float[count];
        var bytes = new sbyte[table.Length];
        for (var piece = 0; piece < count; piece++)
        {
            var row = table.AsSpan(piece * EncoderParts.FirstWidth, EncoderParts.FirstWidth);
            var most = 0f;
            foreach (var number in row)
                most = Math.Max(most, Math.Abs(number));
            scales[piece] = most / 127;
            for (var i = 0; i < row.Length && most > 0; i++)
                bytes[(piece * EncoderParts.FirstWidth) + i] = (sbyte)MathF.Round(row[i] / scales[piece]);
        }

        return (scales, bytes);
    }

    private static (float[] Scales, sbyte[] Bytes, float[] Panels) ByColumn(float[] matrix, int rows, int columns)
    {
        var scales = new float[columns];
        var bytes = new sbyte[matrix.Length];
        var panels = new float[matrix.Length];
        for (var column = 0; column < columns; column++)
        {
            var most = 0f;
            for (var row = 0; row < rows; row++)
                most = Math.Max(most, Math.Abs(matrix[(row * columns) + column]));
            scales[column] = most / 127;
            var panel = column / Matrix.Panel * Matrix.Panel * rows;
            for (var row = 0; row < rows; row++)
            {
                var at = panel + (row * Matrix.Panel) + (column % Matrix.Panel);
                panels[at] = matrix[(row * columns) + column];
                bytes[at] = (sbyte)MathF.Round(panels[at] / scales[column]);
            }
        }

        return (scales, bytes, panels);
    }

    private static (string[] Pieces, float[] Scores) Vocabulary(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var entries = document.RootElement.EnumerateArray().ToArray();
        return ([.. entries.Select(e => e[0].GetString()!)], [.. entries.Select(e => e[1].ValueKind == JsonValueKind.Number ? e[1].GetSingle() : 0)]);
    }

    private static Dictionary<string, float[]> Tensors(string dist)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(dist, "model.json")));
        var tensors = new Dictionary<string, float[]>();
        foreach (var group in document.RootElement.GetProperty("weightsManifest").EnumerateArray())
        {
            var bytes = group.GetProperty("paths").EnumerateArray().SelectMany(p => File.ReadAllBytes(Path.Combine(dist, p.GetString()!))).ToArray();
            var at = 0;
            foreach (var tensor in group.GetProperty("weights").EnumerateArray())
            {
                var length = tensor.GetProperty("shape").EnumerateArray().Aggregate(1, (product, side) => product * side.GetInt32());
                var numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(at, length * 4)).ToArray();
                if (tensor.GetProperty("dtype").GetString() == "float32")
                    tensors[tensor.GetProperty("name").GetString()!] = numbers;
                at += length * 4;
            }
        }

        return tensors;
    }
}
