using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>What Slack answers, and what the outbox hears of it.</summary>
public sealed class SlackOutcomeTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;
    private ServiceProvider _services = null!;
    private SlackChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(SlackStage.Settings(_slack.Url)).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddSlack().BuildServiceProvider();
        _channel = ActivatorUtilities.CreateInstance<SlackChannel>(_services);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_delivered_under_its_timestamp_changed_and_deleted()
    {
        var sent = Assert.IsType<Outcome.Delivered>(await _channel.SendAsync(Chat(), Text("hello"), default));
        Assert.Equal("hello", (string?)Assert.Single(_slack.In("D0ALEX"))["text"]);

        Assert.IsType<Outcome.Delivered>(await _channel.UpdateAsync(Chat(), sent.ActivityId!, Text("again"), default));
        Assert.Equal("again", (string?)Assert.Single(_slack.In("D0ALEX"))["text"]);

        Assert.IsType<Outcome.Delivered>(await _channel.DeleteAsync(Chat(), sent.ActivityId!, default));
        Assert.Empty(_slack.In("D0ALEX"));
        Assert.IsType<Outcome.Gone>(await _channel.UpdateAsync(Chat(), sent.ActivityId!, Text("more"), default));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task A_channel_tells_whether_outsiders_read_it(bool shared, bool guest, bool outsiders)
    {
        _slack.IsShared = shared;
        if (guest) _slack.Guests.Add(SlackStage.Maria);
        Assert.Equal(outsiders, await _channel.HasOutsidersAsync(Chat(), default));
    }

    [Fact]
    public async Task While_Slack_does_not_say_who_reads_a_channel_nobody_knows()
    {
        _slack.Fault = c => c.Method == "conversations.info" ? (200, 0, """{"ok":false,"error":"missing_scope"}""") : null;
        Assert.Null(await _channel.HasOutsidersAsync(Chat(), default));
    }

    [Theory]
    [InlineData("channel_not_found", typeof(Outcome.Unreachable))]
    [InlineData("is_archived", typeof(Outcome.Unreachable))]
    [InlineData("not_in_channel", typeof(Outcome.Unreachable))]
    [InlineData("token_revoked", typeof(Outcome.Unreachable))]
    [InlineData("account_inactive", typeof(Outcome.Unreachable))]
    [InlineData("ratelimited", typeof(Outcome.RetryAfter))]
    [InlineData("internal_error", typeof(Outcome.Unknown))]
    [InlineData("no_text", typeof(Outcome.Refused))]
    public async Task What_Slack_refuses_with_200_has_a_name(string code, Type outcome)
    {
        _slack.Fault = c => c.Method == "chat.postMessage" ? (200, 0, $$"""{"ok":false,"error":"{{code}}"}""") : null;
        Assert.IsType(outcome, await _channel.SendAsync(Chat(), Text("x"), default));
    }

    [Theory]
    [InlineData(500, "oops", typeof(Outcome.Unknown))]
    [InlineData(503, """{"ok":false,"error":"service_unavailable"}""", typeof(Outcome.Unknown))]
    [InlineData(200, "<html>a proxy</html>", typeof(Outcome.Unknown))]
    [InlineData(0, "", typeof(Outcome.Unknown))]
    public async Task Nobody_knows_whether_an_unanswered_message_arrived(int status, string body, Type outcome)
    {
        _slack.Fault = c => c.Method == "chat.postMessage" ? (status, 0, body) : null;
        Assert.IsType(outcome, await _channel.SendAsync(Chat(), Text("x"), default));
    }

    [Fact]
    public async Task A_method_that_asked_for_30_seconds_is_not_called_before_and_holds_up_no_other()
    {
        _slack.Fault = c => c.Method == "chat.postMessage" ? (429, 30, """{"ok":false,"error":"ratelimited"}""") : null;
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<Outcome.RetryAfter>(await _channel.SendAsync(Chat(), Text("x"), default)).Wait);
        Assert.InRange(Assert.IsType<Outcome.RetryAfter>(await _channel.SendAsync(Chat("D0OTHER"), Text("x"), default)).Wait.TotalSeconds, 20, 30);
        Assert.Single(_slack.Calls, c => c.Method == "chat.postMessage");
        Assert.IsType<Outcome.Gone>(await _channel.DeleteAsync(Chat(), "1.2", default));
    }

    [Fact]
    public async Task A_conversation_gets_one_message_a_second()
    {
        Assert.IsType<Outcome.Delivered>(await _channel.SendAsync(Chat(), Text("x"), default));
        Assert.InRange(Assert.IsType<Outcome.RetryAfter>(await _channel.SendAsync(Chat(), Text("y"), default)).Wait.TotalSeconds, 0, 1);
        Assert.IsType<Outcome.Delivered>(await _channel.SendAsync(Chat("D0OTHER"), Text("y"), default));
    }

    [Fact]
    public async Task Blocks_that_Slack_refuses_go_as_words()
    {
        _slack.Fault = c => c.Method == "chat.postMessage" && c.Arguments["blocks"] is not null ? (200, 0, """{"ok":false,"error":"invalid_blocks"}""") : null;
        Assert.IsType<Outcome.Delivered>(await _channel.SendAsync(Chat(), Text("**hello**"), default));
        Assert.Equal("hello", (string?)Assert.Single(_slack.In("D0ALEX"))["text"]);
    }

    [Fact]
    public async Task Where_Slack_has_no_charts_yet_the_message_goes_without_them()
    {
        _slack.Fault = c => c.Arguments["blocks"]?.Any(ChartBlocks.Is) == true ? (200, 0, """{"ok":false,"error":"invalid_blocks"}""") : null;
        var card = Newtonsoft.Json.Linq.JObject.Parse(
            """
            {"type":"AdaptiveCard","body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Angry 8"}]},
              {"type":"Chart.VerticalBar.Grouped","title":"By kind","data":[{"legend":"Now","values":[{"x":"Angry","y":8}]}]}]}
            """);
        var activity = new Activity { Type = "message", Summary = "s", Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = card }] };

        var sent = Assert.IsType<Outcome.Delivered>(await _channel.SendAsync(Chat(), activity, default));
        Assert.Contains("Angry 8", Assert.Single(_slack.In("D0ALEX"))["blocks"]!.ToString(), StringComparison.Ordinal);
        Assert.IsType<Outcome.Delivered>(await _channel.UpdateAsync(Chat(), sent.ActivityId!, activity, default));
        Assert.Single(_slack.In("D0ALEX"));
    }

    [Fact]
    public async Task In_a_channel_one_person_sees_it_and_where_the_bot_is_not_in_it_the_chat_serves()
    {
        var room = Chat("C0ROOM");
        room.Kind = ConversationKind.Channel;
        var seen = Assert.IsType<Outcome.Delivered>(await _channel.SendPrivateAsync(room, Alex, Text("x"), default));
        Assert.IsType<Outcome.Gone>(await _channel.DeleteAsync(room, seen.ActivityId!, default));
        Assert.Equal("U0ALEX", (string?)_slack.Calls.Single(c => c.Method == "chat.postEphemeral").Arguments["user"]);

        _slack.Fault = c => c.Method == "chat.postEphemeral" ? (200, 0, """{"ok":false,"error":"not_in_channel"}""") : null;
        var other = Chat("C0OTHER");
        other.Kind = ConversationKind.Channel;
        Assert.Null(await _channel.SendPrivateAsync(other, Alex, Text("x"), default));
        Assert.Equal("D0ALEX", (await _channel.OpenAsync(Alex, other, default)).ConversationId);
    }

    [Fact]
    public async Task A_workspace_that_is_not_listed_gets_nothing()
    {
        var elsewhere = new Address { Id = "a", Channel = "slack", Tenant = "T0OTHER", ConversationId = "D1", Kind = ConversationKind.Personal, ServiceUrl = "", BotId = "" };
        Assert.IsType<Outcome.Unreachable>(await _channel.SendAsync(elsewhere, Text("x"), default));
        Assert.DoesNotContain(_slack.Calls, c => c.Method == "chat.postMessage");
    }

    private static Identity Alex => new() { Channel = "slack", Tenant = FakeSlack.Team, UserId = "U0ALEX", PersonId = "p" };

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text };

    private static Address Chat(string conversation = "D0ALEX") => new()
    {
        Id = "address", Channel = "slack", Tenant = FakeSlack.Team, ConversationId = conversation, Kind = ConversationKind.Personal, ServiceUrl = "https://slack.com/", BotId = FakeSlack.Bot,
    };
}
