namespace ClientBot.Playbook.Reading.Model;

/// <summary>What the model answers for one message, by place in a row of weights. Part of the model file.</summary>
internal static class Heads
{
    public const int Situations = 5;

    /// <summary>"Is there anger (a mistake, a demand) in it besides", asked only where it is not the main thing.</summary>
    public const int Presence = 5;
    public const int PresenceCount = 3;
    public const int Flags = Presence + PresenceCount;
    public const int FlagCount = 9;

    /// <summary>At least annoyed, at least heated, boiling over.</summary>
    public const int Intensity = Flags + FlagCount;
    public const int IntensityCount = 3;
    public const int Retold = Intensity + IntensityCount;
    public const int Count = Retold + 1;

    /// <summary>A row in memory, rounded up to whole vectors.</summary>
    public const int Row = 24;
}
