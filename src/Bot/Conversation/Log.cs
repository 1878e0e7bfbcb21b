namespace ClientBot.Conversation;

/// <summary>Ids and codes, never text.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "Turn {Turn} failed")]
    public static partial void TurnFailed(ILogger logger, string turn, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Turn {Turn} met a passing fault of the database and is run once more")]
    public static partial void TurnRepeated(ILogger logger, string turn, Exception exception);

    [LoggerMessage(LogLevel.Information, "Activity {Activity} came again and was taken before")]
    public static partial void Redelivered(ILogger logger, string? activity);

    [LoggerMessage(LogLevel.Information, "A press of an unknown button")]
    public static partial void UnknownButton(ILogger logger);
}
