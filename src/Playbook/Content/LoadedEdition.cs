namespace ClientBot.Playbook.Content;

/// <summary>A playbook that stands, or the mistakes that keep it from standing: never both.</summary>
public sealed record LoadedEdition(Edition? Edition, IReadOnlyList<Mistake> Mistakes);
