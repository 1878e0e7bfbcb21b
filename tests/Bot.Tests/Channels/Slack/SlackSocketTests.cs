using ClientBot.Channels.Slack;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>The connection of Socket Mode: how it begins, is replaced, is lost and found again.</summary>
public sealed class SlackSocketTests : IAsyncLifetime
{
    private const string Words = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private SlackStage _stage = null!;

    private FakeSocket Socket => _stage.Slack.Socket;

    public async Task InitializeAsync()
    {
        _stage = await SlackStage.StartAsync(SlackDoor.Socket);
        await ConnectionsAsync(1);
    }

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Told_that_its_connection_will_end_it_opens_the_next_before_and_lets_the_old_one_go(string reason)
    {
        var fewest = int.MaxValue;
        await Socket.WarnAsync(reason);
        await _stage.UntilAsync(() =>
        {
            fewest = Math.Min(fewest, Socket.Connections);
            return Task.FromResult(Socket.Opened == 2 && Socket.Connections == 1);
        }, "the connection was not replaced");

        Assert.InRange(fewest, 1, 2);
        await SaysAndReadsAsync();
    }

    [Fact]
    public async Task Cut_off_it_comes_back_and_an_event_that_was_on_its_way_is_answered_once()
    {
        Socket.Cut();
        await SaysAndReadsAsync();
        Assert.Equal(2, Socket.Opened);
    }

    [Fact]
    public async Task A_line_on_which_nothing_moves_for_half_a_minute_is_given_up_for_another()
    {
        _stage.Clock.Move(SlackConnection.Silence + TimeSpan.FromSeconds(1));
        await _stage.UntilAsync(() => Task.FromResult(Socket.Opened == 2), "the dead line was kept");
        await SaysAndReadsAsync();
        Assert.Contains(_stage.Logs.Lines, l => l.Contains("ended (silent)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_not_be_kept_is_not_acknowledged_and_comes_again()
    {
        var envelope = SlackStage.Event(SlackStage.Message(SlackStage.Alex, Words), "EvAgain");
        await _stage.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox RENAME TO elsewhere"));
        Assert.Null(await Socket.OnceAsync("events_api", envelope, false));
        await _stage.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO inbox"));

        Assert.NotNull(await Socket.OnceAsync("events_api", envelope, false, attempt: 1));
        await _stage.SettledAsync();
        Assert.Single(_stage.Slack.In("D0ALEX"));
    }

    [Fact]
    public async Task A_frame_that_makes_no_sense_and_a_kind_that_nobody_knows_harm_nothing()
    {
        await Socket.SayAsync("{");
        await Socket.SayAsync("""{"type":"events_api","payload":{}}""");
        Assert.NotNull(await Socket.OnceAsync("of_tomorrow", [], false));
        await SaysAndReadsAsync();
        Assert.Equal(1, Socket.Opened);
    }

    [Fact]
    public async Task Without_an_address_or_a_hello_it_tries_again_and_the_health_page_says_so()
    {
        _stage.Slack.Fault = c => c.Method == "apps.connections.open" ? (500, 0, "") : null;
        Socket.Cut();
        await _stage.UntilAsync(() => Task.FromResult(_stage.Logs.Lines.Any(l => l.StartsWith("Warning: No connection to Slack", StringComparison.Ordinal))), "it never tried");
        _stage.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Contains("slack connection 1", await OverdueAsync(), StringComparison.Ordinal);

        _stage.Slack.Fault = null;
        await SaysAndReadsAsync();
        Assert.DoesNotContain("slack connection", await OverdueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Socket_Mode_was_switched_off_the_log_says_how_to_switch_it_on()
    {
        await Socket.WarnAsync("link_disabled");
        await _stage.UntilAsync(() => Task.FromResult(_stage.Logs.Lines.Any(l => l.StartsWith("Error: Slack gives no connection (link_disabled)", StringComparison.Ordinal))), "nobody was told");
        Assert.Equal(1, Socket.Opened);
    }

    [Fact]
    public async Task A_form_that_takes_its_time_holds_up_no_other_envelope()
    {
        await _stage.SaysAsync(Words);
        await _stage.SettledAsync();
        await _stage.PressAsync(Assert.Single(_stage.Slack.In("D0ALEX")), "Fill in");
        await _stage.UntilAsync(() => Task.FromResult(_stage.Slack.Views.Values.Any(v => (string?)v["callback_id"] == "form")), "no form");
        // Without the conversation's lock the submit can't end.
        var exclusive = _stage.Services.GetRequiredService<IExclusive>();
        Task<JObject?> submit;
        using (await exclusive.WriteAsync(default))
        {
            submit = _stage.SubmitAsync(_stage.Slack.Views.Values.Single(), SlackStage.Alex, ("client", "Ms Brandt"));
            Assert.NotNull(await Socket.OnceAsync("events_api", SlackStage.Event(SlackStage.Message("U0ELSE", "x"), "EvOther", e => (e["team_id"], e["authorizations"]) = ("T0OTHER", new JArray())), false));
            Assert.False(submit.IsCompleted);
        }

        Assert.Equal("clear", (string?)(await submit)!["response_action"]);
    }

    private async Task SaysAndReadsAsync()
    {
        await _stage.SaysAsync(Words);
        await _stage.SettledAsync();
        Assert.Single(_stage.Slack.In("D0ALEX"));
    }

    private async Task<string> OverdueAsync() => await (await _stage.GetAsync("/health/work")).Content.ReadAsStringAsync();

    private Task ConnectionsAsync(int count) => _stage.UntilAsync(() => Task.FromResult(Socket.Connections == count), $"never {count} connections");
}
