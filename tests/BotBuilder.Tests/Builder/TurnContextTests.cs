using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class TurnContextTests
{
    [Fact]
    public async Task A_reply_goes_to_the_conversation_it_answers()
    {
        var adapter = new TestAdapter();

        var replies = await Told.To(adapter, (turn, token) => turn.SendActivityAsync("hello", cancellationToken: token), Told.Message("hi"));

        var reply = Assert.Single(replies);
        Assert.Equal(adapter.Conversation.Conversation.Id, reply.Conversation.Id);
        Assert.Equal("bot", reply.From.Id);
        Assert.Equal("user1", reply.Recipient.Id);
        Assert.Equal("https://test.com", reply.ServiceUrl);
    }

    [Fact]
    public async Task Only_something_the_user_can_see_counts_as_an_answer()
    {
        using var turn = Told.Turn();

        await turn.SendActivityAsync((Activity)Activity.CreateTraceActivity("looked at it"));
        Assert.False(turn.Responded);

        await turn.SendActivityAsync("done");
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Handlers_see_what_is_sent_in_the_order_they_came_and_may_change_it()
    {
        using var turn = Told.Turn();
        var order = new List<string>();
        turn.OnSendActivities(async (_, activities, next) =>
        {
            order.Add("first");
            activities[0].Text += "!";
            return await next();
        });
        turn.OnSendActivities(async (_, activities, next) =>
        {
            order.Add($"second {activities[0].Text}");
            return await next();
        });

        await turn.SendActivityAsync("hello");

        Assert.Equal(["first", "second hello!"], order);
        Assert.Equal("hello!", Assert.Single(((TestAdapter)turn.Adapter).ActiveQueue).Text);
    }

    [Fact]
    public async Task A_handler_that_keeps_an_activity_back_is_answered_with_an_empty_response()
    {
        using var turn = Told.Turn();
        turn.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));

        var response = await turn.SendActivityAsync("hello");

        Assert.Null(response.Id);
        Assert.False(turn.Responded);
        Assert.Empty(((TestAdapter)turn.Adapter).ActiveQueue);
    }

    [Fact]
    public async Task Updates_and_deletions_pass_their_handlers()
    {
        using var turn = Told.Turn();
        var seen = new List<string>();
        turn.OnUpdateActivity(async (_, activity, next) =>
        {
            seen.Add($"update {activity.Id}");
            return await next();
        });
        turn.OnDeleteActivity(async (_, reference, next) =>
        {
            seen.Add($"delete {reference.ActivityId}");
            await next();
        });
        var sent = await turn.SendActivityAsync("draft");

        await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = sent.Id, Text = "final" });
        Assert.Equal("final", Assert.Single(((TestAdapter)turn.Adapter).ActiveQueue).Text);

        await turn.DeleteActivityAsync(sent.Id);
        Assert.Empty(((TestAdapter)turn.Adapter).ActiveQueue);
        Assert.Equal([$"update {sent.Id}", $"delete {sent.Id}"], seen);
    }

    [Fact]
    public async Task Replies_are_kept_for_the_answer_when_the_caller_expects_them_there()
    {
        using var turn = Told.Turn();
        turn.Activity.DeliveryMode = DeliveryModes.ExpectReplies;

        var response = await turn.SendActivityAsync("hello");

        Assert.Null(response.Id);
        Assert.True(turn.Responded);
        Assert.Equal("hello", Assert.Single(turn.BufferedReplyActivities).Text);
        Assert.Empty(((TestAdapter)turn.Adapter).ActiveQueue);
    }

    [Fact]
    public async Task An_invoke_response_among_expected_replies_is_the_turns_response_too()
    {
        using var turn = Told.Turn();
        turn.Activity.DeliveryMode = DeliveryModes.ExpectReplies;

        await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 200 } });

        Assert.Same(turn.BufferedReplyActivities[0], turn.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey));
    }

    [Fact]
    public async Task Nothing_can_be_sent_as_nothing()
    {
        using var turn = Told.Turn();

        await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync(" "));
        await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync((IActivity)null!));
        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => turn.DeleteActivityAsync(""));
    }

    [Fact]
    public void What_a_turn_carries_is_found_by_its_type_or_its_name_and_added_once()
    {
        using var state = new TurnContextStateCollection();
        state.Add("one");
        state.Set("named", "two");

        Assert.Equal("one", state.Get<string>());
        Assert.Equal("two", state.Get<string>("named"));
        Assert.Null(state.Get<Activity>("named"));
        Assert.Throws<ArgumentException>(() => state.Add("again"));
        Assert.Throws<ArgumentNullException>(() => state.Add<string>("null", null!));
    }
}
