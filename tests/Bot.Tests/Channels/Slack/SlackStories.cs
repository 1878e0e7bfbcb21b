using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.People;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>What people do in Slack, whichever way Slack delivers it.</summary>
public abstract class SlackStories : IAsyncLifetime
{
    protected const string Angry = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    protected const string Alex = SlackStage.Alex, Maria = SlackStage.Maria;

    private readonly SlackDoor _door;
    private SlackStage _stage = null!;

    private protected SlackStories(SlackDoor door) => _door = door;

    private protected SlackStage Stage => _stage;

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync(_door);

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task From_a_shortcut_over_a_fact_and_a_second_round_to_somebody_who_takes_it()
    {
        await _stage.ShortcutAsync("This is the third time that the invoice is wrong and I'm really fed up!");
        var opened = await ViewAsync("message");
        Assert.Contains("Angry", opened.ToString(), StringComparison.Ordinal);
        await _stage.PressInViewAsync(opened, "Ours");
        await _stage.UntilAsync(() => Task.FromResult(Single().ToString().Contains("✓ Ours", StringComparison.Ordinal)), "the fact was never seen");
        Assert.NotEqual(QuoteOf(opened), QuoteOf(Single()));

        await _stage.SaysAsync("That's not good enough. I want my money back TODAY, this is ridiculous!!");
        await _stage.SettledAsync();
        // The round that began in the shortcut's view stands in the chat, too: the view is gone once it is closed.
        var (first, second) = (_stage.Slack.In("D0ALEX")[0], _stage.Slack.In("D0ALEX")[1]);
        Assert.Equal(QuoteOf(Single()), QuoteOf(first));
        Assert.Contains("round 2", second["blocks"]!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(QuoteOf(first), QuoteOf(second));

        await _stage.CommandAsync("/escalate", "<@U0MARIA|maria> they want a refund");
        await _stage.SettledAsync();
        var asked = Assert.Single(_stage.Slack.In("D0MARIA"));
        Assert.Contains("round 2", asked.ToString(), StringComparison.Ordinal);
        await _stage.PressAsync(asked, "I have it", Maria);
        await _stage.SettledAsync();
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("Maria Lopez has it", StringComparison.Ordinal));
        Assert.Contains("You have it", _stage.Slack.Messages[(string)asked["ts"]!].ToString(), StringComparison.Ordinal);
        Assert.Empty(_stage.Slack.In("C0ROOM"));
        Assert.DoesNotContain(_stage.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.Contains("invoice", StringComparison.Ordinal));

        JObject Single() => Assert.Single(_stage.Slack.Views.Values);
    }

    [Fact]
    public async Task From_a_clients_words_to_somebody_who_takes_it()
    {
        await _stage.SaysAsync(Angry);
        await _stage.SettledAsync();
        var card = Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Contains("Angry", card["blocks"]![0]!.ToString(), StringComparison.Ordinal);

        Assert.Null(await _stage.PressAsync(card, "Softer"));
        await _stage.SettledAsync();
        var softer = Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Equal(card["ts"], softer["ts"]);
        Assert.NotEqual(QuoteOf(card), QuoteOf(softer));

        Assert.Null(await _stage.CommandAsync("/escalate", "<@U0MARIA|maria> they want a refund &amp; more"));
        await _stage.SettledAsync();
        var status = Assert.Single(_stage.Slack.In("D0ALEX"), m => (string?)m["ts"] != (string?)card["ts"]);
        Assert.Contains("Asked Maria Lopez", status.ToString(), StringComparison.Ordinal);
        var asked = Assert.Single(_stage.Slack.In("D0MARIA"));
        Assert.Contains("they want a refund & more", asked.ToString(), StringComparison.Ordinal);
        Assert.Contains("third time this invoice is wrong", asked.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", (string?)asked["text"], StringComparison.Ordinal);

        await _stage.PressAsync(asked, "I have it", Maria);
        await _stage.SettledAsync();
        // News rings: it is a message of its own, and the one before says where to look.
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("Maria Lopez has it", StringComparison.Ordinal));
        Assert.DoesNotContain("Asked Maria Lopez", _stage.Slack.Messages[(string)status["ts"]!].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_stage.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) || l.Contains("invoice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_opens_at_once_is_filled_and_its_submit_is_answered_while_Slack_waits()
    {
        await _stage.SaysAsync(Angry);
        await _stage.SettledAsync();
        var card = Assert.Single(_stage.Slack.In("D0ALEX"));
        await _stage.PressAsync(card, "Fill in");
        var view = await ViewAsync("form");
        Assert.Equal("views.open", _stage.Slack.Calls.First(c => c.Method.StartsWith("views.", StringComparison.Ordinal)).Method);

        Assert.Equal("clear", (string?)(await _stage.SubmitAsync(view, Alex, ("client", "Ms Brandt")))!["response_action"]);
        await _stage.SettledAsync();
        Assert.Contains("Ms Brandt", _stage.Slack.Messages[(string)card["ts"]!].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_global_shortcut_asks_what_the_client_said_and_answers_in_the_chat()
    {
        await _stage.InteractAsync(new JObject { ["type"] = "shortcut", ["callback_id"] = "client_said", ["user"] = new JObject { ["id"] = Alex, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = _stage.Slack.NewTrigger() });
        var view = await ViewAsync(SlackView.Asked);
        Assert.Equal("clear", (string?)(await _stage.SubmitAsync(view, Alex, (SlackView.WordsField, Angry)))!["response_action"]);
        await _stage.SettledAsync();
        Assert.Contains("Angry", Assert.Single(_stage.Slack.In("D0ALEX"))["blocks"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_event_ten_times_at_once_is_one_turn()
    {
        var once = SlackStage.Event(SlackStage.Message(Alex, Angry), "EvOnce");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _stage.EventAsync(once)));
        await _stage.SettledAsync();

        Assert.Equal(1, await _stage.QueryAsync(db => db.Set<Round>().CountAsync()));
        Assert.Single(_stage.Slack.Calls, c => c.Method == "chat.postMessage");
        Assert.Equal(0, await _stage.QueryAsync(db => db.Set<InboxEntry>().CountAsync(e => e.Payload != null)));
    }

    [Fact]
    public async Task What_is_not_for_the_bot_is_acknowledged_and_leaves_nothing()
    {
        foreach (var (what, envelope) in SlackNoise.All(_stage))
        {
            await _stage.EventAsync(envelope);
            await _stage.SettledAsync();
            Assert.True(await _stage.QueryAsync(async db => !await db.Set<InboxEntry>().AnyAsync() && !await db.Set<Person>().AnyAsync()), what);
        }

        Assert.Contains("not set up", (string?)(await _stage.CommandAsync("/clientbot", "help", team: "T0OTHER"))!["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(_stage.Slack.Calls, c => c.Method.StartsWith("chat.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_in_a_thread_is_heard_and_answered_in_the_chat_itself()
    {
        await _stage.SaysAsync(Angry);
        await _stage.SettledAsync();
        var card = Assert.Single(_stage.Slack.In("D0ALEX"));
        var reply = SlackStage.Message(Alex, "now they say they will tell everybody how bad we are");
        (reply["thread_ts"], reply["parent_user_id"]) = (card["ts"], FakeSlack.Bot);
        await _stage.EventAsync(SlackStage.Event(reply, _stage.NextId()));
        await _stage.SettledAsync();

        var second = Assert.Single(_stage.Slack.In("D0ALEX"), m => (string?)m["ts"] != (string?)card["ts"]);
        Assert.Contains("round 2", second["blocks"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(second["thread_ts"]);
    }

    [Fact]
    public async Task In_a_channel_that_two_organisations_share_nothing_is_said_and_the_person_is_answered_in_their_chat()
    {
        await _stage.EventAsync(SlackStage.Event(SlackStage.Mention(Alex, Angry), _stage.NextId(), e => e["is_ext_shared_channel"] = true));
        await _stage.EventAsync(SlackStage.Event(SlackStage.Mention(Alex, "help"), _stage.NextId(), e => e["is_ext_shared_channel"] = true));
        await _stage.SettledAsync();

        Assert.Equal(2, _stage.Slack.In("D0ALEX").Count);
        Assert.DoesNotContain(_stage.Slack.Calls, c => (string?)c.Arguments["channel"] == "C0ROOM");
    }

    [Fact]
    public async Task A_mention_in_a_channel_is_answered_in_the_persons_own_chat_and_people_have_their_names_and_zones()
    {
        await _stage.EventAsync(SlackStage.Event(SlackStage.Mention(Alex, Angry), _stage.NextId()));
        await _stage.SettledAsync();

        Assert.Single(_stage.Slack.In("D0ALEX"));
        Assert.Empty(_stage.Slack.In("C0ROOM"));
        var person = await _stage.QueryAsync(db => db.Set<Person>().SingleAsync());
        Assert.Equal(("Alex Kim", "Europe/Berlin"), (person.Name, person.Zone));
    }

    private async Task<JObject> ViewAsync(string callback)
    {
        await _stage.UntilAsync(() => Task.FromResult(_stage.Slack.Views.Values.Any(v => (string?)v["callback_id"] == callback)), $"no view {callback}");
        return (JObject)Assert.Single(_stage.Slack.Views.Values).DeepClone();
    }

    protected static string QuoteOf(JObject message) => string.Concat(message.SelectTokens("$..elements[?(@.type == 'rich_text_quote')]").First()["elements"]!.Select(r => (string?)r["text"]));
}

public sealed class SlackOverHttpTests() : SlackStories(SlackDoor.Http);

public sealed class SlackOverSocketTests() : SlackStories(SlackDoor.Socket);
