using System.Net;
using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>What people do in Slack, over HTTP both ways.</summary>
public sealed class SlackStoryTests : IAsyncLifetime
{
    private const string Angry = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private const string Alex = SlackStage.Alex, Maria = SlackStage.Maria;
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task From_a_clients_words_to_somebody_who_takes_it()
    {
        await _stage.SaysAsync(Angry);
        await _stage.SettledAsync();
        var card = Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Contains("Angry", card["blocks"]![0]!.ToString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await _stage.PressAsync(card, "Softer")).StatusCode);
        await _stage.SettledAsync();
        var softer = Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Equal(card["ts"], softer["ts"]);
        Assert.NotEqual(QuoteOf(card), QuoteOf(softer));

        var answer = await _stage.CommandAsync("/escalate", "<@U0MARIA|maria> they want a refund &amp; more");
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await _stage.SettledAsync();
        var status = Assert.Single(_stage.Slack.In("D0ALEX"), m => (string?)m["ts"] != (string?)card["ts"]);
        Assert.Contains("Asked Maria Lopez", status.ToString(), StringComparison.Ordinal);
        var asked = Assert.Single(_stage.Slack.In("D0MARIA"));
        Assert.Contains("they want a refund & more", asked.ToString(), StringComparison.Ordinal);
        Assert.Contains("third time this invoice is wrong", asked.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", (string?)asked["text"], StringComparison.Ordinal);

        await _stage.PressAsync(asked, "I have it", Maria);
        await _stage.SettledAsync();
        Assert.Contains("Maria Lopez has it", _stage.Slack.Messages[(string)status["ts"]!].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_stage.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.Contains("invoice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_opens_at_once_is_filled_and_is_answered_in_the_request()
    {
        await _stage.SaysAsync(Angry);
        await _stage.SettledAsync();
        var card = Assert.Single(_stage.Slack.In("D0ALEX"));
        await _stage.PressAsync(card, "Fill in");
        await _stage.UntilAsync(() => Task.FromResult(_stage.Slack.Views.Values.Any(v => (string?)v["callback_id"] == "form")), "the form never came");
        Assert.Equal("views.open", _stage.Slack.Calls.First(c => c.Method.StartsWith("views.", StringComparison.Ordinal)).Method);
        var view = Assert.Single(_stage.Slack.Views.Values);

        view["state"] = new JObject { ["values"] = new JObject { ["client"] = new JObject { ["client"] = new JObject { ["type"] = "plain_text_input", ["value"] = "Ms Brandt" } } } };
        var answer = await _stage.InteractAsync(new JObject
        {
            ["type"] = "view_submission", ["user"] = new JObject { ["id"] = Alex, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = _stage.Slack.NewTrigger(), ["view"] = view.DeepClone(),
        });
        Assert.Equal("clear", (string?)JObject.Parse(await answer.Content.ReadAsStringAsync())["response_action"]);
        await _stage.SettledAsync();
        Assert.Contains("Ms Brandt", _stage.Slack.Messages[(string)card["ts"]!].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_shortcut_reads_that_message_in_a_view_and_its_buttons_work_there()
    {
        await _stage.InteractAsync(new JObject
        {
            ["type"] = "message_action", ["callback_id"] = "deescalate", ["user"] = new JObject { ["id"] = Alex, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = _stage.Slack.NewTrigger(),
            ["channel"] = new JObject { ["id"] = "C0ROOM" }, ["message"] = new JObject { ["ts"] = "1.2", ["text"] = Angry, ["user"] = Maria },
        });
        await _stage.UntilAsync(() => Task.FromResult(_stage.Slack.Views.Values.Any(v => (string?)v["callback_id"] == "message")), "the guidance never came");
        var view = Assert.Single(_stage.Slack.Views.Values);
        var softer = view.SelectTokens("$..elements[?(@.type == 'button')]").First(b => (string?)b.SelectToken("text.text") == "Softer");

        await _stage.InteractAsync(new JObject
        {
            ["type"] = "block_actions", ["user"] = new JObject { ["id"] = Alex, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = _stage.Slack.NewTrigger(),
            ["container"] = new JObject { ["type"] = "view", ["view_id"] = view["id"] }, ["view"] = view.DeepClone(), ["actions"] = new JArray(softer.DeepClone()),
        });
        await _stage.UntilAsync(() => Task.FromResult(QuoteOf(_stage.Slack.Views.Values.Single()) != QuoteOf(view)), "the tone never changed");
        Assert.Empty(_stage.Slack.In("C0ROOM"));
    }

    [Fact]
    public async Task The_same_event_ten_times_at_once_is_one_turn_and_what_is_not_for_the_bot_is_none()
    {
        var once = SlackStage.Event(SlackStage.Message(Alex, Angry), "EvOnce").ToString(Formatting.None);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => _stage.PostAsync("events", once, r => r.Headers.TryAddWithoutValidation("X-Slack-Retry-Num", i.ToString(System.Globalization.CultureInfo.InvariantCulture)))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        foreach (var happened in Ignored()) Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync("events", happened.ToString(Formatting.None))).StatusCode);
        await _stage.SettledAsync();

        Assert.Equal(1, await _stage.QueryAsync(db => db.Set<Round>().CountAsync()));
        Assert.Single(_stage.Slack.Calls, c => c.Method == "chat.postMessage");
        Assert.Equal(1, await _stage.QueryAsync(db => db.Set<InboxEntry>().CountAsync()));
        Assert.Equal(0, await _stage.QueryAsync(db => db.Set<InboxEntry>().CountAsync(e => e.Payload != null)));
    }

    [Fact]
    public async Task What_Slack_did_not_sign_is_refused_and_leaves_nothing()
    {
        var body = SlackStage.Event(SlackStage.Message(Alex, Angry), "EvX").ToString(Formatting.None);
        Action<HttpRequestMessage>[] wrongs =
        [
            r => r.Headers.Remove("X-Slack-Signature"),
            r => r.Headers.Remove("X-Slack-Request-Timestamp"),
            r => r.Content = new StringContent(body + " "),
            r => { r.Headers.Remove("X-Slack-Request-Timestamp"); r.Headers.Add("X-Slack-Request-Timestamp", "1531420618"); },
        ];
        foreach (var wrong in wrongs)
            foreach (var where in new[] { "events", "commands", "interactions" }) Assert.Equal(HttpStatusCode.Unauthorized, (await _stage.PostAsync(where, body, wrong)).StatusCode);
        Assert.Equal(0, await _stage.QueryAsync(db => db.Set<InboxEntry>().CountAsync()));

        Assert.Equal("abc", await (await _stage.PostAsync("events", """{"type":"url_verification","token":"x","challenge":"abc"}""")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync("commands", "ssl_check=1&token=x")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync("events", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _stage.PostAsync("events", new string(' ', 300 * 1024))).StatusCode);
    }

    [Fact]
    public async Task A_mention_in_a_channel_is_answered_in_the_persons_own_chat_and_people_have_their_names_and_zones()
    {
        await _stage.PostAsync("events", SlackStage.Event(new JObject
        {
            ["type"] = "app_mention", ["user"] = Alex, ["text"] = $"<@{FakeSlack.Bot}> {Angry}", ["ts"] = "1.5", ["channel"] = "C0ROOM", ["team"] = FakeSlack.Team,
        }, _stage.NextId()).ToString(Formatting.None));
        await _stage.SettledAsync();

        Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Empty(_stage.Slack.In("C0ROOM"));
        var person = await _stage.QueryAsync(db => db.Set<Person>().SingleAsync());
        Assert.Equal(("Alex Kim", "Europe/Berlin"), (person.Name, person.Zone));
    }

    [Fact]
    public async Task What_was_kept_and_never_heard_is_heard_by_the_sweep()
    {
        var body = SlackStage.Event(SlackStage.Message(Alex, Angry), "EvLost").ToString(Formatting.None);
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

    private IEnumerable<JObject> Ignored()
    {
        JObject Changed(Action<JObject> change, Action<JObject>? envelope = null)
        {
            var message = SlackStage.Message(Alex, Angry);
            change(message);
            return SlackStage.Event(message, _stage.NextId(), envelope);
        }

        yield return Changed(m => m["bot_id"] = "B0BOT");
        yield return Changed(m => m["user"] = FakeSlack.Bot);
        yield return Changed(m => m["subtype"] = "message_changed");
        yield return Changed(m => m["subtype"] = "message_deleted");
        yield return Changed(m => m["subtype"] = "channel_join");
        yield return Changed(m => m["channel_type"] = "channel");
        yield return Changed(m => m["user_team"] = "T0OTHER");
        yield return Changed(_ => { }, e => (e["team_id"], e["authorizations"]) = ("T0OTHER", new JArray()));
        yield return Changed(m => m["type"] = "reaction_added");
        yield return Changed(m => m.Remove("user"));
    }

    private static string QuoteOf(JObject message) => string.Concat(message.SelectTokens("$..elements[?(@.type == 'rich_text_quote')]").First()["elements"]!.Select(r => (string?)r["text"]));
}
