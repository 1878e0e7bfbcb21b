namespace ClientBot.Storage;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Storage is ready: {Provider}")]
    public static partial void StorageReady(ILogger logger, string provider);

    [LoggerMessage(LogLevel.Information, "Waits for {Count} destroyed keys to be wiped from the database's files: somebody reads them")]
    public static partial void ScrubWaits(ILogger logger, int count);
}
