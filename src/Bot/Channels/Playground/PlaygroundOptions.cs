namespace ClientBot.Channels.Playground;

/// <summary>The page at / where the whole product can be tried without an account.</summary>
public sealed class PlaygroundOptions
{
    public const string Section = "Playground";

    /// <summary>True: always there. False: never. Not set: there as long as neither Teams nor Slack is configured.</summary>
    public bool? Enabled { get; set; }

    /// <summary>How many messages of a conversation are kept for the page; older ones drop out.</summary>
    [System.ComponentModel.DataAnnotations.Range(10, 10_000)]
    public int Kept { get; set; } = 500;
}
