namespace ClientBot.Playbook.Content;

public sealed record PlanStep(string Who, Script What, Script When);
