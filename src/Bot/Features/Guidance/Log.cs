namespace ClientBot.Features.Guidance;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The playbook was changed and has mistakes; the one before stays in force: {Mistakes}")]
    public static partial void PlaybookKept(ILogger logger, string mistakes);

    [LoggerMessage(LogLevel.Information, "The playbook was changed and is in force: {Version}")]
    public static partial void PlaybookReloaded(ILogger logger, string version);
}
