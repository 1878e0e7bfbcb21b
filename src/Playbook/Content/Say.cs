namespace ClientBot.Playbook.Content;

/// <summary>Lines that can be sent as they stand, by tone; each tone has at least one.</summary>
public sealed record Say(
    IReadOnlyList<Script> Steady,
    IReadOnlyList<Script> Softer,
    IReadOnlyList<Script> Firmer,
    IReadOnlyList<Script> Spoken)
{
    public IReadOnlyList<Script> this[Tone tone] => tone switch
    {
        Tone.Softer => Softer,
        Tone.Firmer => Firmer,
        Tone.Spoken => Spoken,
        _ => Steady,
    };

    internal IEnumerable<Script> All => [.. Steady, .. Softer, .. Firmer, .. Spoken];
}
