namespace ClientBot.Features.Digest;

/// <summary>Ids and codes, never text.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The digest of team {Team} failed; it will be tried again")]
    public static partial void DigestFailed(ILogger logger, string team, Exception exception);

    [LoggerMessage(LogLevel.Error, "Asking person {Person} how it went failed; it will be tried again")]
    public static partial void MorningFailed(ILogger logger, string person, Exception exception);
}
