namespace ClientBot.Playbook.Content;

public sealed record Avoidance(string Words, string Why);
