namespace ClientBot.Playbook.Content;

public sealed record ForbiddenPhrase(string Phrase, string Why, string? Instead);
