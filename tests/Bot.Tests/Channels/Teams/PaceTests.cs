using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Teams;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class PaceTests
{
    private readonly FixedClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new Pace(_clock);

    [Fact]
    public void Seven_in_a_second_eight_in_two()
    {
        for (var i = 0; i < 7; i++) Assert.Null(_pace.Take("t", "c"));
        Assert.Equal(TimeSpan.FromSeconds(1), _pace.Take("t", "c"));
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Null(_pace.Take("t", "c"));
        Assert.Equal(TimeSpan.FromSeconds(1), _pace.Take("t", "c"));
    }

    [Fact]
    public void Whoever_waits_as_told_sends_sixty_in_thirty_seconds_and_1800_in_an_hour()
    {
        var times = new List<DateTimeOffset>();
        while (times.Count < 2000)
        {
            if (_pace.Take("t", "c") is { } wait) _clock.Move(wait);
            else times.Add(_clock.GetUtcNow());
        }

        foreach (var (count, seconds) in new[] { (7, 1), (8, 2), (60, 30), (1800, 3600) })
            for (var i = count; i < times.Count; i++) Assert.True(times[i] - times[i - count] >= TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromHours(1), times[1800] - times[0]);
    }

    [Fact]
    public void One_conversation_does_not_slow_another_but_a_tenant_has_fifty_a_second()
    {
        for (var i = 0; i < 50; i++) Assert.Null(_pace.Take("t", "c" + i));
        Assert.Equal(TimeSpan.FromSeconds(1), _pace.Take("t", "another"));
        Assert.Null(_pace.Take("other", "c0"));
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Null(_pace.Take("t", "another"));
    }
}
