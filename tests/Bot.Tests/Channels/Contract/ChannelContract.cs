using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Bot.Tests.Channels.Contract;

/// <summary>
/// What the outbox may expect of every channel: one set of cards and one set of behaviours. A new channel is finished
/// when this is green.
/// </summary>
public abstract class ChannelContract : IAsyncLifetime
{
    /// <summary>Ways in which a platform fails; one without a network has none of them.</summary>
    public enum Failure
    {
        Waits30Seconds,
        LosesItsServer,
        KnowsNoSuchConversation,
    }

    private protected abstract IChannel Channel { get; }

    private protected abstract Address Chat { get; }

    private protected abstract Address Room { get; }

    private protected abstract Identity Alex { get; }

    /// <summary>What stands in a conversation now, a text a message, with all that a person could read or press.</summary>
    private protected abstract IReadOnlyList<string> In(string conversation);

    /// <summary>Makes the next calls fail; false where the platform can't fail like that.</summary>
    private protected abstract bool Fail(Failure? how);

    /// <summary>Lets the time pass that a platform asks for between two messages.</summary>
    private protected abstract void Breathe();

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task Every_card_of_the_bot_arrives_with_its_buttons_and_under_an_id()
    {
        await using var bot = await PlayedBot.StartAsync();
        var all = await Slack.EveryCard.OfAsync(bot);
        var cards = all.Messages.Where(m => m.Attachments is { Count: > 0 }).ToList();
        Assert.InRange(cards.Count, 20, 500);
        foreach (var card in cards)
        {
            Breathe();
            Assert.NotNull(Assert.IsType<Outcome.Delivered>(await Channel.SendAsync(Chat, card, default)).ActivityId);
            var seen = In(Chat.ConversationId)[^1];
            var view = new CardView(Newtonsoft.Json.Linq.JObject.FromObject(card.Attachments[0].Content));
            // Slack carries the same three things behind one another.
            foreach (var button in view.Buttons.Select(b => b["data"]).Where(d => d?["action"] is not null))
                Assert.True(seen.Contains((string)button!["action"]!, StringComparison.Ordinal) && seen.Contains((string)button["id"]!, StringComparison.Ordinal), $"{button} is not in {seen}");
        }
    }

    [Fact]
    public async Task What_was_delivered_is_changed_in_its_place_and_deleted_and_then_it_is_gone()
    {
        var sent = Assert.IsType<Outcome.Delivered>(await Channel.SendAsync(Chat, Text("first words"), default));
        Breathe();
        Assert.IsType<Outcome.Delivered>(await Channel.UpdateAsync(Chat, sent.ActivityId!, Text("other words"), default));
        Assert.Contains("other words", Assert.Single(In(Chat.ConversationId)), StringComparison.Ordinal);
        Breathe();
        Assert.IsType<Outcome.Delivered>(await Channel.DeleteAsync(Chat, sent.ActivityId!, default));
        Assert.Empty(In(Chat.ConversationId));
        Breathe();
        Assert.IsType<Outcome.Gone>(await Channel.UpdateAsync(Chat, sent.ActivityId!, Text("more words"), default));
        Breathe();
        Assert.IsType<Outcome.Gone>(await Channel.DeleteAsync(Chat, sent.ActivityId!, default));
    }

    [Fact]
    public async Task What_is_private_is_seen_by_nobody_else_in_a_room()
    {
        var seen = await Channel.SendPrivateAsync(Room, Alex, Text("between us"), default);
        Assert.DoesNotContain(In(Room.ConversationId), m => m.Contains("between us", StringComparison.Ordinal));
        if (seen is not null) return;
        var opened = await Channel.OpenAsync(Alex, Room, default);
        Assert.NotNull(opened.ConversationId);
        Assert.NotEqual(Room.ConversationId, opened.ConversationId);
        // Asked again, it is the same chat.
        Breathe();
        Assert.Equal(opened.ConversationId, (await Channel.OpenAsync(Alex, Room, default)).ConversationId);
    }

    [Fact]
    public async Task Text_calls_nobody_and_stays_text()
    {
        var text = Text("<!channel> <@U1> <at>Maria</at> &lt;b&gt; *not bold*");
        text.TextFormat = TextFormatTypes.Plain;
        Assert.IsType<Outcome.Delivered>(await Channel.SendAsync(Chat, text, default));
        Assert.DoesNotContain("\"mrkdwn\"", Assert.Single(In(Chat.ConversationId)), StringComparison.Ordinal);
        Assert.Contains("*not bold*", Assert.Single(In(Chat.ConversationId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_is_delivered_and_leaves_nothing()
    {
        Assert.IsType<Outcome.Delivered>(await Channel.SendAsync(Chat, new Activity { Type = ActivityTypes.Typing }, default));
        Assert.Empty(In(Chat.ConversationId));
    }

    [Fact]
    public async Task Where_nobody_can_be_told_the_outcome_is_unreachable_and_no_exception()
    {
        Fail(Failure.KnowsNoSuchConversation);
        var nowhere = Assert.IsType<Outcome.Unreachable>(await Channel.SendAsync(Elsewhere(), Text("x"), default));
        Assert.NotEqual("", nowhere.Reason);
    }

    [Fact]
    public async Task A_platform_that_asks_to_wait_is_heard_to_the_second()
    {
        if (!Fail(Failure.Waits30Seconds)) return;
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<Outcome.RetryAfter>(await Channel.SendAsync(Chat, Text("x"), default)).Wait);
    }

    [Fact]
    public async Task A_server_that_breaks_down_leaves_it_open_whether_it_arrived()
    {
        if (!Fail(Failure.LosesItsServer)) return;
        Assert.IsType<Outcome.Unknown>(await Channel.SendAsync(Chat, Text("x"), default));
        Breathe();
        Assert.IsType<Outcome.Unknown>(await Channel.UpdateAsync(Chat, "1.2", Text("x"), default));
        Fail(null);
        Breathe();
        Assert.IsType<Outcome.Delivered>(await Channel.SendAsync(Chat, Text("x"), default));
    }

    private protected static Address Of(string channel, string tenant, string conversation, ConversationKind kind, string serviceUrl, string bot, string? user = null) => new()
    {
        Id = conversation, Channel = channel, Tenant = tenant, ConversationId = conversation, Kind = kind, ServiceUrl = serviceUrl, BotId = bot, UserId = user, PersonId = user is null ? null : "alex",
    };

    private Address Elsewhere() => Of(Chat.Channel, Chat.Tenant, "D0NOWHERE", ConversationKind.Personal, Chat.ServiceUrl, Chat.BotId);

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
