namespace ClientBot.Playbook.Reading.Model;

/// <summary>Everything the model file holds, as it lies in the file.</summary>
internal sealed class ModelParts
{
    /// <summary>Ascending, so that the same corpus gives the same bytes.</summary>
    public required uint[] Keys { get; init; }

    /// <summary>How much a feature counts for being rare; 1 for cues.</summary>
    public required Half[] Rarities { get; init; }

    /// <summary>A row's weights are its scale times its signed bytes.</summary>
    public required Half[] Scales { get; init; }
    public required sbyte[] Weights { get; init; }

    /// <summary>One for each head, and zeros up to the row's length.</summary>
    public required float[] Bias { get; init; }
    public required Calibration Calibration { get; init; }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Keys.Length);
        writer.Write(Heads.Count);
        foreach (var key in Keys)
            writer.Write(key);
        foreach (var rarity in Rarities)
            writer.Write(BitConverter.HalfToUInt16Bits(rarity));
        foreach (var scale in Scales)
            writer.Write(BitConverter.HalfToUInt16Bits(scale));
        foreach (var weight in Weights)
            writer.Write(weight);
        foreach (var bias in Bias)
            writer.Write(bias);
        Calibration.Write(writer);
    }

    public static ModelParts Read(BinaryReader reader)
    {
        var rows = reader.ReadInt32();
        var heads = reader.ReadInt32();
        if (rows is < 1 or > 4_000_000 || heads != Heads.Count)
            throw new ArgumentException("The counts in the model are out of range.");
        var keys = new uint[rows];
        for (var i = 0; i < rows; i++)
            keys[i] = reader.ReadUInt32();
        var rarities = Halves(reader, rows);
        var scales = Halves(reader, rows);
        var bytes = reader.ReadBytes(rows * heads);
        if (bytes.Length != rows * heads)
            throw new EndOfStreamException();
        var weights = new sbyte[bytes.Length];
        Buffer.BlockCopy(bytes, 0, weights, 0, bytes.Length);
        var bias = new float[Heads.Row];
        for (var i = 0; i < bias.Length; i++)
            bias[i] = reader.ReadSingle();
        return new ModelParts { Keys = keys, Rarities = rarities, Scales = scales, Weights = weights, Bias = bias, Calibration = Calibration.Read(reader) };
    }

    private static Half[] Halves(BinaryReader reader, int count)
    {
        var halves = new Half[count];
        for (var i = 0; i < count; i++)
            halves[i] = BitConverter.UInt16BitsToHalf(reader.ReadUInt16());
        return halves;
    }
}
