namespace ClientBot.Channels.Teams;

/// <summary>Ids and codes, never text.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "A request to /api/messages failed after its turn had begun")]
    public static partial void EndpointFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "An activity passed the gate and could not be read: {Fault}")]
    public static partial void Unreadable(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "A caller was refused: {Why}")]
    public static partial void CallerRefused(ILogger logger, string why);

    [LoggerMessage(LogLevel.Warning, "A caller was not let in")]
    public static partial void NotLetIn(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The channel service's keys could not be fetched from {Url}")]
    public static partial void KeysNotFetched(ILogger logger, string url, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Teams answered {Method} with {Status} {Code} (MS-CV {Vector})")]
    public static partial void ConnectorRefused(ILogger logger, string method, int status, string code, string vector);

    [LoggerMessage(LogLevel.Warning, "Teams gave no answer to {Method}: {Fault}")]
    public static partial void ConnectorSilent(ILogger logger, string method, string fault);
}
