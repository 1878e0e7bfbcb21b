using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>A client's message that must choose the play, read with these flags and this intensity.</summary>
public sealed record Example(string Text, IReadOnlySet<Flag> Flags, int? Intensity, IReadOnlyList<Situation> Secondary)
{
    internal Place Place { get; init; }
}
