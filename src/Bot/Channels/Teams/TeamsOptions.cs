namespace ClientBot.Channels.Teams;

/// <summary>What of Teams is ours to set. The app's own sign-in is set with Microsoft's usual names (<see cref="TeamsAccount"/>).</summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The Entra tenants whose people may use the bot; calls from others are refused. Empty: the app's own tenant, MicrosoftAppTenantId.</summary>
    public IList<string> AllowedTenants { get; init; } = [];

    /// <summary>Where the channel service publishes the keys it signs with. Another address than Microsoft's serves tests and sovereign clouds.</summary>
    public string OpenIdMetadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";
}
