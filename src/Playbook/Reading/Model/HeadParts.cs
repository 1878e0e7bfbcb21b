namespace ClientBot.Playbook.Reading.Model;

/// <summary>The weights of all heads, and what held-out messages taught about their answers.</summary>
internal sealed class HeadParts
{
    /// <summary>A row's weights are its scale times its signed bytes.</summary>
    public required Half[] Scales { get; init; }
    public required sbyte[] Weights { get; init; }

    /// <summary>One for each head, and zeros up to the row's length.</summary>
    public required float[] Bias { get; init; }
    public required Calibration Calibration { get; init; }

    public void Write(BinaryWriter writer)
    {
        foreach (var scale in Scales)
            writer.Write(BitConverter.HalfToUInt16Bits(scale));
        foreach (var weight in Weights)
            writer.Write(weight);
        foreach (var bias in Bias)
            writer.Write(bias);
        Calibration.Write(writer);
    }

    public static HeadParts Read(BinaryReader reader, int rows)
    {
        var scales = ModelParts.Halves(reader, rows);
        var bytes = reader.ReadBytes(rows * Heads.Count);
        if (bytes.Length != rows * Heads.Count)
            throw new EndOfStreamException();
        var weights = new sbyte[bytes.Length];
        Buffer.BlockCopy(bytes, 0, weights, 0, bytes.Length);
        var bias = new float[Heads.Row];
        for (var i = 0; i < bias.Length; i++)
            bias[i] = reader.ReadSingle();
        return new HeadParts { Scales = scales, Weights = weights, Bias = bias, Calibration = Calibration.Read(reader) };
    }

    /// <summary>The weights as numbers from a row on, each row at a whole vector.</summary>
    public float[] Open(int from)
    {
        var weights = new float[(Scales.Length - from) * Heads.Row];
        for (var row = from; row < Scales.Length; row++)
        {
            var scale = (float)Scales[row];
            for (var head = 0; head < Heads.Count; head++)
                weights[((row - from) * Heads.Row) + head] = scale * Weights[(row * Heads.Count) + head];
        }

        return weights;
    }
}
