namespace ClientBot.Features.Casebook;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Case {Case} could not be forgotten; it is tried again")]
    public static partial void NotForgotten(ILogger logger, string @case, Exception exception);
}
