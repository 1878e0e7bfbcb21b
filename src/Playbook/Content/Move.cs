namespace ClientBot.Playbook.Content;

/// <summary>A move ahead: what the client may answer, and what to say then.</summary>
public sealed record Move(string If, Script Say);
