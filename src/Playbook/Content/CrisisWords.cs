namespace ClientBot.Playbook.Content;

/// <summary>What is shown, instead of anything else, when a message speaks of self-harm.</summary>
public sealed record CrisisWords(
    string Title, IReadOnlyList<Script> Say, string CallNow, IReadOnlyList<string> Steps, IReadOnlyList<string> Avoid, string ForYou, IReadOnlyList<CrisisContact> Contacts)
{
    /// <summary>Lines for when the client speaks of somebody near them; none where the organisation has none.</summary>
    public IReadOnlyList<Script> SayAbout { get; init; } = [];

    /// <summary>True until the organisation names contacts of its own.</summary>
    public bool ContactsAreDefaults => Contacts.All(c => c.IsDefault);
}
