namespace ClientBot.Playbook.Content;

/// <param name="Reach">How: "call 988", "call or text 9-8-8".</param>
/// <param name="IsDefault">True for what the product ships: the organisation should set its own.</param>
public sealed record CrisisContact(string Id, string Where, string Name, string Reach, bool IsDefault);
