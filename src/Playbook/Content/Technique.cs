namespace ClientBot.Playbook.Content;

/// <summary>Something the source documents teach, and what in the product carries it.</summary>
public sealed record Technique(string Id, string Title, IReadOnlyList<TechniqueLine> Lines, IReadOnlyList<string> Carriers)
{
    internal Place Place { get; init; }
}
