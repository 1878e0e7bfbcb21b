namespace ClientBot.Playbook.Reading.Text;

/// <summary>Thirty-two bit names for features. The model file depends on every constant here.</summary>
internal static class Hashing
{
    public const uint Seed = 2166136261;

    public static uint Step(uint hash, char c) => (hash ^ c) * 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Seed;
        foreach (var c in text)
            hash = Step(hash, c);
        return hash;
    }

    /// <summary>Spreads the bits; never 0, which marks an empty place in the tables.</summary>
    public static uint Finish(uint hash, uint kind)
    {
        hash += kind * 0x9E3779B9;
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        hash ^= hash >> 16;
        return hash == 0 ? 1 : hash;
    }
}
