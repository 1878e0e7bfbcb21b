namespace ClientBot.Features.Escalation;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Person {Person} has no right to act on escalation {Escalation}")]
    public static partial void NoRight(ILogger logger, string person, string escalation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Escalation {Escalation} could not go on; it is tried again")]
    public static partial void SweepFailed(ILogger logger, string escalation, Exception exception);
}
