using System.Globalization;
using System.Net;
using System.Text;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>The three addresses that Slack calls: who gets in, and what is kept of what came in.</summary>
public sealed class SlackHttpTests : IAsyncLifetime
{
    private const string Words = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private const string Alex = SlackStage.Alex;
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task What_Slack_did_not_sign_is_refused_and_leaves_nothing()
    {
        var body = SlackStage.Event(SlackStage.Message(Alex, Words), "EvX").ToString(Formatting.None);
        Action<HttpRequestMessage>[] wrongs =
        [
            r => r.Headers.Remove("X-Slack-Signature"),
            r => r.Headers.Remove("X-Slack-Request-Timestamp"),
            r => r.Content = new StringContent(body + " "),
            r => { r.Headers.Remove("X-Slack-Request-Timestamp"); r.Headers.Add("X-Slack-Request-Timestamp", "1531420618"); },
            r => Sign(r, TimeSpan.FromMinutes(-6)),
            r => Sign(r, TimeSpan.FromMinutes(6)),
            r => Sign(r, TimeSpan.Zero, "ffffffffffffffffffffffffffffffff"),
        ];
        foreach (var wrong in wrongs)
            foreach (var where in new[] { "events", "commands", "interactions" }) Assert.Equal(HttpStatusCode.Unauthorized, (await _stage.PostAsync(where, body, wrong)).StatusCode);
        Assert.Equal(0, await _stage.QueryAsync(db => db.Set<InboxEntry>().CountAsync()));

        void Sign(HttpRequestMessage request, TimeSpan away, string secret = SlackStage.Secret)
        {
            var at = (_stage.Clock.GetUtcNow() + away).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Remove("X-Slack-Signature");
            request.Headers.Remove("X-Slack-Request-Timestamp");
            request.Headers.Add("X-Slack-Request-Timestamp", at);
            request.Headers.Add("X-Slack-Signature", new SlackSignature(secret).Of(at, Encoding.UTF8.GetBytes(body)));
        }
    }

    [Fact]
    public async Task What_is_signed_and_no_message_is_answered_as_Slack_documents()
    {
        Assert.Equal("abc", await (await _stage.PostAsync("events", """{"type":"url_verification","token":"x","challenge":"abc"}""")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync("commands", "ssl_check=1&token=x")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync("events", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _stage.PostAsync("events", new string(' ', 300 * 1024))).StatusCode);
    }

    [Fact]
    public async Task What_was_kept_and_never_heard_is_heard_by_the_sweep()
    {
        var body = SlackStage.Event(SlackStage.Message(Alex, Words), "EvLost").ToString(Formatting.None);
        await using (var scope = _stage.Services.CreateAsyncScope())
        {
            var inbox = scope.ServiceProvider.GetRequiredService<Inbox>();
            Assert.True(await inbox.KeepAsync(SlackHearing.Keep(SlackHearing.Event, "EvLost", FakeSlack.Team, Alex, body), default));
        }

        // Slack delivers it once more: known, and still not lost.
        await _stage.PostAsync("events", body);
        _stage.Clock.Move(Inbox.Claim);
        await _stage.SettledAsync();
        Assert.Single(_stage.Slack.In("D0ALEX"));
    }

    [PostgresFact]
    public async Task Ten_deliveries_of_one_event_at_two_instances_are_one_turn_and_one_card()
    {
        await using var database = await TestDatabase.PostgresAsync();
        await using var first = await SlackStage.StartAsync(database: database, slack: _stage.Slack);
        await using var second = await SlackStage.StartAsync(database: database, slack: _stage.Slack);
        var body = SlackStage.Event(SlackStage.Message(Alex, Words), "EvTwice").ToString(Formatting.None);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? first : second).PostAsync("events", body, r => r.Headers.TryAddWithoutValidation("X-Slack-Retry-Num", "1"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await first.SettledAsync();

        Assert.Equal(1, await first.QueryAsync(db => db.Set<Round>().CountAsync()));
        Assert.Single(_stage.Slack.In("D0ALEX"));
    }

    [Fact]
    public async Task A_revoked_token_is_an_error_in_the_log_and_what_waits_for_it_blocks_nobody()
    {
        var revoked = SlackStage.Event(new() { ["type"] = "tokens_revoked", ["tokens"] = new Newtonsoft.Json.Linq.JObject { ["bot"] = new Newtonsoft.Json.Linq.JArray("U0BOT") } }, _stage.NextId());
        await _stage.EventAsync(revoked);
        Assert.Contains(_stage.Logs.Lines, l => l.StartsWith("Error: The app is no longer installed in T0TEAM", StringComparison.Ordinal));

        _stage.Slack.Fault = c => c.Method == "chat.postMessage" ? (200, 0, """{"ok":false,"error":"token_revoked"}""") : null;
        await _stage.SaysAsync(Words);
        await _stage.SettledAsync();
        _stage.Slack.Fault = null;
        await _stage.SaysAsync("they are shouting at me now, what do I do?");
        await _stage.SettledAsync();
        Assert.Single(_stage.Slack.In("D0ALEX"));
    }
}
