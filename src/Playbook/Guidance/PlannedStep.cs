namespace ClientBot.Playbook.Guidance;

public sealed record PlannedStep(string Who, string What, string When);
