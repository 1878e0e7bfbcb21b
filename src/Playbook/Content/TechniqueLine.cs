namespace ClientBot.Playbook.Content;

public sealed record TechniqueLine(string Document, string Says);
