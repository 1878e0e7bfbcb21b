using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class ActivityHandlerTests
{
    [Theory]
    [InlineData(ActivityTypes.Message, "message")]
    [InlineData(ActivityTypes.MessageUpdate, "message update")]
    [InlineData(ActivityTypes.MessageDelete, "message delete")]
    [InlineData(ActivityTypes.Event, "event")]
    [InlineData(ActivityTypes.EndOfConversation, "end of conversation")]
    [InlineData(ActivityTypes.Typing, "typing")]
    [InlineData(ActivityTypes.Command, "command")]
    [InlineData(ActivityTypes.CommandResult, "command result")]
    [InlineData("somethingNew", "unrecognized")]
    public async Task Every_type_of_activity_has_its_handler(string type, string handler)
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity { Type = type });

        Assert.Equal([handler], bot.Calls);
    }

    [Fact]
    public async Task Members_are_announced_unless_the_bot_itself_is_the_only_one()
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount("bot")] });
        Assert.Empty(bot.Calls);

        await Told.ToBot(bot, new Activity
        {
            Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount("bot"), new ChannelAccount("ann")],
        });
        Assert.Equal(["added bot,ann"], bot.Calls);
    }

    [Fact]
    public async Task Removed_members_are_not_looked_at_where_some_were_added()
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            MembersAdded = [new ChannelAccount("bot")],
            MembersRemoved = [new ChannelAccount("ann")],
        });

        Assert.Empty(bot.Calls);
    }

    [Fact]
    public async Task Reactions_added_and_removed_are_both_told()
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity
        {
            Type = ActivityTypes.MessageReaction,
            ReactionsAdded = [new MessageReaction("like")],
            ReactionsRemoved = [new MessageReaction("sad")],
        });

        Assert.Equal(["reacted like", "took back sad"], bot.Calls);
    }

    [Theory]
    [InlineData("add", "installed")]
    [InlineData("add-upgrade", "installed")]
    [InlineData("remove", "uninstalled")]
    public async Task Installing_and_uninstalling_are_told_apart(string action, string handler)
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity { Type = ActivityTypes.InstallationUpdate, Action = action });

        Assert.Equal([handler], bot.Calls);
    }

    [Fact]
    public async Task A_token_event_is_no_plain_event()
    {
        var bot = new Noting();

        await Told.ToBot(bot, new Activity { Type = ActivityTypes.Event, Name = SignInConstants.TokenResponseEventName });

        Assert.Equal(["token"], bot.Calls);
    }

    [Fact]
    public async Task An_invoke_that_nobody_handles_is_answered_501()
    {
        var response = await Invoke(new ActivityHandler(), "no/such/thing");

        Assert.Equal(501, response.Status);
        Assert.Null(response.Body);
    }

    [Fact]
    public async Task A_card_action_is_handed_over_and_its_answer_returned()
    {
        var value = JObject.FromObject(new { action = new { type = "Action.Execute", verb = "ping" } });

        var response = await Invoke(new Noting(), "adaptiveCard/action", value);

        Assert.Equal(200, response.Status);
        Assert.Equal("pong for ping", Assert.IsType<AdaptiveCardInvokeResponse>(response.Body).Value);
    }

    [Theory]
    [InlineData(null, "BadRequest")]
    [InlineData("""{ "trigger": "manual" }""", "BadRequest")]
    [InlineData("""{ "action": { "type": "Action.Submit" } }""", "NotSupported")]
    public async Task A_malformed_card_action_is_answered_400_with_the_error(string? value, string code)
    {
        var response = await Invoke(new Noting(), "adaptiveCard/action", value == null ? null : JObject.Parse(value));

        var body = Assert.IsType<AdaptiveCardInvokeResponse>(response.Body);
        Assert.Equal(400, response.Status);
        Assert.Equal("application/vnd.microsoft.error", body.Type);
        Assert.Equal(code, Assert.IsType<Error>(body.Value).Code);
    }

    [Fact]
    public async Task An_invoke_that_was_answered_already_is_not_answered_twice()
    {
        var replies = await Told.ToBot(new AnsweringByItself(), new Activity { Type = ActivityTypes.Invoke, Name = "x" });

        Assert.Empty(replies);
    }

    [Fact]
    public async Task An_activity_without_a_type_is_the_callers_mistake()
    {
        using var turn = Told.Turn();
        turn.Activity.Type = null;

        await Assert.ThrowsAsync<ArgumentException>(() => new ActivityHandler().OnTurnAsync(turn));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new ActivityHandler().OnTurnAsync(null));
    }

    internal static async Task<InvokeResponse> Invoke(IBot bot, string? name, JObject? value = null, string channel = "test")
    {
        var invoke = new Activity { Type = ActivityTypes.Invoke, Name = name, Value = value, ChannelId = channel };
        var reply = Assert.Single(await Told.ToBot(bot, invoke));
        Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type);
        return Assert.IsType<InvokeResponse>(reply.Value);
    }

    private sealed class AnsweringByItself : ActivityHandler
    {
        protected override Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            turnContext.TurnState.Add(BotAdapter.InvokeResponseKey, new Activity());
            return base.OnInvokeActivityAsync(turnContext, cancellationToken);
        }
    }
}
