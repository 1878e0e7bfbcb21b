using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>Nothing is said to everybody where outsiders read along.</summary>
public sealed class ReadersTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;
    private int _asked;
    private bool? _outsiders = false;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        _bot.Channel.Outsiders = _ =>
        {
            _asked++;
            return _outsiders;
        };
        await _bot.MentionsAsync("help");
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Where_only_colleagues_read_it_is_said_and_the_platform_is_asked_once_a_day()
    {
        Assert.Equal(2, await TellAsync() + await TellAsync());
        Assert.Equal(1, _asked);
        _bot.Clock.Move(TimeSpan.FromHours(25));
        await TellAsync();
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Where_outsiders_read_it_is_not_said_and_the_row_says_why()
    {
        _outsiders = true;
        Assert.Equal(0, await TellAsync());
        Assert.Contains("outsiders", await _bot.QueryAsync(db => db.Set<OutboxEntry>().OrderByDescending(e => e.Id).Select(e => e.Outcome).FirstAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_platform_does_not_tell_it_waits()
    {
        _outsiders = null;
        Assert.Equal(0, await TellAsync());
        _outsiders = false;
        _bot.Clock.Move(TimeSpan.FromMinutes(10));
        await _bot.InScopeAsync(s => s.GetRequiredService<OutboxSweep>().SweepAsync(default));
        await _bot.SettledAsync();
        Assert.Contains(_bot.Channel.Calls, c => c.Conversation == "room" && c.Text == "Hello all");
    }

    private async Task<int> TellAsync()
    {
        var before = _bot.Channel.Calls.Count;
        await _bot.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<ClientBotDb>();
            var outbox = s.GetRequiredService<Outbox>();
            outbox.Tell(await db.Set<Address>().AsNoTracking().SingleAsync(a => a.ConversationId == "room"), new Activity { Type = ActivityTypes.Message, Text = "Hello all" });
            await db.SaveChangesAsync();
            s.GetRequiredService<OutboxPump>().Kick(outbox.Lanes);
        });
        await _bot.SettledAsync();
        return _bot.Channel.Calls.Skip(before).Count(c => c.Conversation == "room");
    }
}
