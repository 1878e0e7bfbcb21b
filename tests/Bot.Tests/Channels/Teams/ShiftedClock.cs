namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>The machine's time, moved or stopped: for hosts whose timers must go on running.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _by;
    private DateTimeOffset? _stopped;

    public override DateTimeOffset GetUtcNow() => (_stopped ?? System.GetUtcNow()) + _by;

    public void Stop() => _stopped = System.GetUtcNow();

    public void Move(TimeSpan by) => _by += by;
}
