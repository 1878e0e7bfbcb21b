namespace ClientBot.Playbook.Content;

public sealed record FactOption(Fault Fact, string Label);
