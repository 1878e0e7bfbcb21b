namespace ClientBot.Features.Linking;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Persons {One} and {Other} could not be linked; it is tried again")]
    public static partial void NotLinked(ILogger logger, string one, string other, Exception exception);
}
