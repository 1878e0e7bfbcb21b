using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>How things are named on cards; the organisation may name them otherwise.</summary>
public sealed record DisplayNames
{
    public required IReadOnlyDictionary<Situation, string> Situations { get; init; }

    public required IReadOnlyDictionary<Flag, string> Flags { get; init; }

    /// <summary>By intensity, 0 to 3.</summary>
    public required IReadOnlyList<string> Intensities { get; init; }

    public required IReadOnlyDictionary<Fault, string> Facts { get; init; }

    public required IReadOnlyDictionary<Tone, string> Tones { get; init; }

    public required IReadOnlyDictionary<Recourse, string> Options { get; init; }

    public string Of(Situation situation) => Situations[situation];

    public string Of(Flag flag) => Flags[flag];

    public string OfIntensity(int intensity) => Intensities[Math.Clamp(intensity, 0, 3)];

    public string Of(Fault fact) => Facts[fact];

    public string Of(Tone tone) => Tones[tone];

    public string Of(Recourse recourse) => Options[recourse];
}
