using ClientBot.Playbook.Reading.Encoder;

namespace ClientBot.Playbook.Reading.Model;

/// <summary>Everything the model file holds, as it lies in the file.</summary>
internal sealed class ModelParts
{
    /// <summary>Ascending, so that the same corpus gives the same bytes.</summary>
    public required uint[] Keys { get; init; }

    /// <summary>How much a feature counts for being rare; 1 for cues.</summary>
    public required Half[] Rarities { get; init; }

    /// <summary>What answers where it is sure: words alone.</summary>
    public required HeadParts Alone { get; init; }

    /// <summary>Words and the encoder's numbers together; its last rows are the encoder's.</summary>
    public required HeadParts Together { get; init; }

    /// <summary>From this probability on, words alone answer and the encoder is not asked.</summary>
    public required float Sure { get; init; }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Keys.Length);
        writer.Write(Heads.Count);
        foreach (var key in Keys)
            writer.Write(key);
        foreach (var rarity in Rarities)
            writer.Write(BitConverter.HalfToUInt16Bits(rarity));
        writer.Write(Sure);
        Alone.Write(writer);
        Together.Write(writer);
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
        var sure = reader.ReadSingle();
        return new ModelParts
        {
            Keys = keys,
            Rarities = rarities,
            Sure = sure,
            Alone = HeadParts.Read(reader, rows),
            Together = HeadParts.Read(reader, rows + SentenceEncoder.Width),
        };
    }

    public static Half[] Halves(BinaryReader reader, int count)
    {
        var halves = new Half[count];
        for (var i = 0; i < count; i++)
            halves[i] = BitConverter.UInt16BitsToHalf(reader.ReadUInt16());
        return halves;
    }
}
