namespace ClientBot.People;

/// <summary>Who caused a turn and where: the person, and the conversation it came from.</summary>
public sealed record Sender(Person Person, Address Address);
