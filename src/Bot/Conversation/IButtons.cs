namespace ClientBot.Conversation;

/// <summary>The buttons of one feature. A press may come late, twice, or from a card long outdated.</summary>
public interface IButtons
{
    /// <summary>The actions that these are, each exactly: "guidance.tone.softer".</summary>
    IReadOnlyCollection<string> Actions { get; }

    Task PressAsync(ButtonPress press, CancellationToken cancellationToken);
}
