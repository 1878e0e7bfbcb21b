namespace ClientBot.Playbook.Content;

/// <summary>What to say when the client says that the time they were promised has passed: a line that owns it, and no second promise of the same kind.</summary>
/// <param name="Words">How clients say so, as phrases.</param>
public sealed record PassedPromise(IReadOnlyList<string> Words, Say Say);
