namespace ClientBot.Features.Setup;

/// <summary>Who may change every team's settings.</summary>
public sealed class SetupOptions
{
    public const string Section = "Setup";

    /// <summary>User ids as their platforms tell them (Teams: the Entra object id or 29:…; Slack: U…). Where none is named, whoever sets a team up first manages it.</summary>
    public IList<string> Administrators { get; } = [];
}
