namespace ClientBot.Playbook.Content;

/// <summary>Words that belong to a situation and not to one play: lines for late rounds, and a sentence for when it comes second.</summary>
public sealed record SituationWords(IReadOnlyList<Script> Further, IReadOnlyList<Script> Second);
