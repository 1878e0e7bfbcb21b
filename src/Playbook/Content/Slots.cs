namespace ClientBot.Playbook.Content;

/// <summary>What is known of the case and may stand in a line. An empty slot is left out together with the words around it, never invented.</summary>
public sealed record Slots
{
    public static readonly Slots None = new();

    /// <summary>The client's name as one would address them.</summary>
    public string? Client { get; init; }

    /// <summary>What it is about, so that it reads after "about": "the invoice", "the login page".</summary>
    public string? Issue { get; init; }

    /// <summary>When the sender will be back, so that it reads after "by": "3 today", "Friday noon".</summary>
    public string? Date { get; init; }

    /// <summary>What the sender may offer, so that it reads after "I can offer you": "a call today", "half the fee back".</summary>
    public string? Offer { get; init; }

    /// <summary>The sender's name.</summary>
    public string? Me { get; init; }

    internal static readonly string[] Names = ["client", "issue", "date", "offer", "me"];

    internal string? this[int slot] => slot switch { 0 => Client, 1 => Issue, 2 => Date, 3 => Offer, _ => Me };
}
