namespace ClientBot.Playbook.Content;

/// <summary>Something that can be offered, what the client gives for it, and from which amount somebody else must agree.</summary>
/// <param name="ApprovalOver">In the organisation's own currency; 0 when it always needs a yes, null when it never does.</param>
public sealed record Offer(Script Text, Script Trade, decimal? ApprovalOver);
