namespace ClientBot.Playbook.Guidance;

public sealed record NextMove(string If, string Say);
