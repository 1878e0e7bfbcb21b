namespace ClientBot.Playbook.Content;

/// <summary>What the asker says of themselves or asks the bot, instead of telling what a client said; and what the bot answers.</summary>
/// <param name="Whole">Texts that are all of the message.</param>
/// <param name="Words">Phrases in a short message that speaks of the client as somebody else.</param>
public sealed record Aside(string Id, IReadOnlyList<string> Whole, IReadOnlyList<string> Words, string Answer);
