namespace ClientBot.Channels.Slack;

/// <summary>The Slack app and the workspaces that it is installed in. With nothing set there is no Slack.</summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>What Slack signs its requests with (the app's page, Basic Information, Signing Secret). Socket Mode needs none.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>Whose people may use the bot; requests of other workspaces are refused.</summary>
    public IList<SlackInstallation> Workspaces { get; init; } = [];

    /// <summary>The app-level token (xapp-…, with connections:write) of Socket Mode, for whom Slack can't call. Empty: Slack calls over HTTPS.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Where Slack's Web API is; another address serves tests.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";

    /// <summary>The slash command that asks for help at once, as the app's manifest names it.</summary>
    public string EscalateCommand { get; set; } = "/escalate";

    /// <summary>The slash command that takes every other command as its first word, or what a client said.</summary>
    public string MainCommand { get; set; } = "/clientbot";
}

/// <summary>One workspace.</summary>
public sealed class SlackInstallation
{
    /// <summary>The bot token that installing the app gave (xoxb-…).</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The workspace's id (T…). Empty: Slack is asked whose token it is.</summary>
    public string TeamId { get; set; } = "";
}
