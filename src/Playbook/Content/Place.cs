namespace ClientBot.Playbook.Content;

/// <summary>Where something stands in a file of the playbook; both numbers start at 1.</summary>
public readonly record struct Place(string File, int Line, int Column);
