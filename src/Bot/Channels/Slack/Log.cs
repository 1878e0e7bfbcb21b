namespace ClientBot.Channels.Slack;

/// <summary>Ids and codes, never text.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A request that Slack did not sign was refused: {Fault}")]
    public static partial void NotSlack(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Error, "A request of Slack could not be taken in")]
    public static partial void EndpointFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "Slack repeats an event, number {Number}; it names a workspace: {HasTeam}")]
    public static partial void Repeated(ILogger logger, int number, bool hasTeam);

    [LoggerMessage(LogLevel.Warning, "Slack holds back events of {Team}: more than 30,000 came within an hour")]
    public static partial void Limited(ILogger logger, string team);

    [LoggerMessage(LogLevel.Error, "The app is no longer installed in {Team} ({Event}); install it again and set the new token")]
    public static partial void Revoked(ILogger logger, string team, string @event);

    [LoggerMessage(LogLevel.Warning, "Slack could not be asked whose Slack:Workspaces:{Index}:BotToken is ({Code}); it is asked again")]
    public static partial void NotLearned(ILogger logger, int index, string code);

    [LoggerMessage(LogLevel.Warning, "Slack answered {Method} with {Status} {Code}")]
    public static partial void Refused(ILogger logger, string method, int status, string code);

    [LoggerMessage(LogLevel.Warning, "Slack gave no answer to {Method}: {Fault}")]
    public static partial void Silent(ILogger logger, string method, string fault);

    [LoggerMessage(LogLevel.Error, "Slack refused how a card was drawn ({Code}); it went as words alone")]
    public static partial void NotDrawn(ILogger logger, string code);

    [LoggerMessage(LogLevel.Warning, "A view could not be shown: {Code}")]
    public static partial void ViewNotShown(ILogger logger, string code);

    [LoggerMessage(LogLevel.Information, "Connected to Slack")]
    public static partial void Connected(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The connection to Slack ended ({Reason}); another is opened")]
    public static partial void Disconnected(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "No connection to Slack ({Reason}); tried again in {Wait}")]
    public static partial void NotConnected(ILogger logger, string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Slack gives no connection ({Reason}): switch Socket Mode on in the app's settings, and set Slack:AppToken to a token with connections:write")]
    public static partial void SocketRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "What Slack sent over the connection could not be taken in, and is not acknowledged")]
    public static partial void EnvelopeFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "After Slack was answered, this failed: {What}")]
    public static partial void ErrandFailed(ILogger logger, string what, Exception exception);
}
