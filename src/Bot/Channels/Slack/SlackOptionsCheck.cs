using System.Globalization;
using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Slack;

/// <summary>Stops a start with which Slack can't work, or which anybody could talk to, with the setting that cures it.</summary>
internal sealed class SlackOptionsCheck(IConfiguration configuration) : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options) =>
        SlackSetup.IsOn(configuration) && Fault(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    private static string? Fault(SlackOptions options)
    {
        // Without the secret nobody who calls can be told from Slack: first of all, whatever else is wrong. Socket Mode has no callers.
        if (string.IsNullOrWhiteSpace(options.SigningSecret) && options.AppToken.Length == 0)
            return "Slack:SigningSecret is empty; set it to the Signing Secret on the app's page (Basic Information), or Slack:AppToken for Socket Mode, or remove the other Slack settings.";
        if (options.AppToken.Length > 0 && !options.AppToken.Trim().StartsWith("xapp-", StringComparison.Ordinal))
            return "Slack:AppToken is no app-level token; set it to one with connections:write (Basic Information), which begins with xapp-, or remove it and let Slack call over HTTPS.";
        if (options.Workspaces.Count == 0) return "Slack is set up, but no workspace is: set Slack:Workspaces:0:BotToken to the app's Bot User OAuth Token.";
        for (var i = 0; i < options.Workspaces.Count; i++)
        {
            var setting = string.Create(CultureInfo.InvariantCulture, $"Slack:Workspaces:{i}");
            var (token, team) = (options.Workspaces[i].BotToken.Trim(), options.Workspaces[i].TeamId.Trim());
            if (!token.StartsWith("xoxb-", StringComparison.Ordinal) && !token.StartsWith("xoxe.xoxb-", StringComparison.Ordinal))
                return $"{setting}:BotToken {(token.Length == 0 ? "is empty" : "is no bot token")}; set it to the app's Bot User OAuth Token, which begins with xoxb-.";
            if (team.Length > 0 && !SlackIds.IsTeam(team)) return $"{setting}:TeamId is '{team}'; it must be a workspace's id, like T0123ABCD, or be left out.";
            if (options.Workspaces.Take(i).Any(w => w.BotToken.Trim() == token || (team.Length > 0 && w.TeamId.Trim() == team))) return $"{setting} is given twice; remove one.";
        }

        if (!IsAllowed(options.ApiBaseUrl)) return $"Slack:ApiBaseUrl is '{options.ApiBaseUrl}'; it must be an https address.";
        if (!IsCommand(options.EscalateCommand)) return $"Slack:EscalateCommand is '{options.EscalateCommand}'; it must begin with / and be 2 to 32 characters without spaces.";
        if (!IsCommand(options.MainCommand)) return $"Slack:MainCommand is '{options.MainCommand}'; it must begin with / and be 2 to 32 characters without spaces.";
        return options.MainCommand == options.EscalateCommand ? "Slack:MainCommand and Slack:EscalateCommand are the same; they must differ." : null;
    }

    private static bool IsCommand(string command) => command.Length is >= 2 and <= 32 && command[0] == '/' && !command.Any(char.IsWhiteSpace);

    // Tokens travel there: over plain http only within this machine.
    private static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
