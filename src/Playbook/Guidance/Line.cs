namespace ClientBot.Playbook.Guidance;

/// <summary>A line ready to send. The id depends on the unfilled words alone, so the same line with another name in it is the same line.</summary>
public sealed record Line(string Id, string Text);
