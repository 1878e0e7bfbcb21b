namespace ClientBot.Playbook.Reading;

/// <summary>Words of the message that decided, with their place in the text as it was given: UTF-16 units, end exclusive.</summary>
public sealed record Cue(string Text, int Start, int End);
