namespace ClientBot.Delivery;

/// <summary>Ids and codes, never text.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "Sending to lane {Lane} failed; what it holds will be tried again")]
    public static partial void LaneFailed(ILogger logger, string lane, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Message {Entry} waits after attempt {Attempt}: {Outcome}")]
    public static partial void Postponed(ILogger logger, string entry, string outcome, int attempt);

    [LoggerMessage(LogLevel.Warning, "Message {Entry} was not delivered, after {Attempt} attempts: {Outcome}")]
    public static partial void Undelivered(ILogger logger, string entry, string outcome, int attempt);

    [LoggerMessage(LogLevel.Error, "Message {Entry} is lost, after {Attempt} attempts: {Outcome}")]
    public static partial void Lost(ILogger logger, string entry, string outcome, int attempt);

    [LoggerMessage(LogLevel.Error, "An attempt to send message {Entry} failed on our side")]
    public static partial void AttemptFailed(ILogger logger, string entry, Exception exception);

    [LoggerMessage(LogLevel.Error, "What became of message {Entry} ({Outcome}) could not be settled, at trial {Trial}")]
    public static partial void NotSettled(ILogger logger, string entry, string outcome, int trial, Exception exception);

    [LoggerMessage(LogLevel.Error, "The sweep {Sweep} failed; it will run again")]
    public static partial void SweepFailed(ILogger logger, string sweep, Exception exception);

    [LoggerMessage(LogLevel.Error, "What {Channel} delivered as {Key} was not heard to its end; it comes again")]
    public static partial void NotHeard(ILogger logger, string channel, string key, Exception exception);

    [LoggerMessage(LogLevel.Error, "What {Channel} delivered as {Key} is given up after {Attempts} more attempts")]
    public static partial void NeverHeard(ILogger logger, string channel, string key, int attempts);
}
