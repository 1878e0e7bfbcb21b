namespace ClientBot.Playbook.Content;

/// <summary>Something that a client's message may be about, and so may stand for {issue}.</summary>
/// <param name="Words">The words it is known by, lower case.</param>
/// <param name="Say">How it is named in a line; null where it is "the" and the word as the client said it.</param>
public sealed record Thing(IReadOnlyList<string> Words, string? Say);
