namespace ClientBot.Bot.Tests.Stage;

/// <summary>Time that stands still until a test moves it.</summary>
public sealed class FixedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
