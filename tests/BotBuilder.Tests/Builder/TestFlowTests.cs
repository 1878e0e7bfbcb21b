using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class TestFlowTests
{
    private int _turns;

    [Fact]
    public async Task Nothing_runs_before_the_flow_is_started()
    {
        var flow = new TestFlow(new TestAdapter(), Echo).Send("a").AssertReply("echo a");
        Assert.Equal(0, _turns);

        await flow.StartTestAsync();
        Assert.Equal(1, _turns);
    }

    [Fact]
    public async Task A_flow_is_not_changed_by_what_is_added_to_it()
    {
        var flow = new TestFlow(new TestAdapter(), Echo).Send("a").AssertReply("echo a");
        flow.Send("b");

        await flow.StartTestAsync();

        Assert.Equal(1, _turns);
    }

    [Fact]
    public async Task Another_text_than_the_asserted_fails_the_test()
    {
        var flow = new TestFlow(new TestAdapter(), Echo).Send("a").AssertReply("echo b");

        var error = await Assert.ThrowsAnyAsync<Exception>(flow.StartTestAsync);
        Assert.Contains("echo a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_fails_the_test_after_its_patience()
    {
        var flow = new TestFlow(new TestAdapter(), (_, _) => Task.CompletedTask).Send("a").AssertReply("anything", timeout: 20);

        await Assert.ThrowsAsync<TimeoutException>(flow.StartTestAsync);
    }

    [Fact]
    public async Task Replies_are_asserted_by_part_by_choice_by_look_and_by_absence()
    {
        await new TestFlow(new TestAdapter(), Echo)
            .Send("a").AssertReplyContains("cho")
            .Send("b").AssertReplyOneOf(["x", "echo b"])
            .Send("c").AssertReply(reply => Assert.Equal(ActivityTypes.Message, reply.Type))
            .AssertNoReply(timeout: 20)
            .StartTestAsync();
    }

    [Fact]
    public async Task A_conversation_update_announces_the_user()
    {
        var bot = new Noting();

        await new TestFlow(new TestAdapter(), bot).SendConversationUpdate().StartTestAsync();

        Assert.Equal(["added user1"], bot.Calls);
    }

    [Fact]
    public async Task Traces_are_shown_only_to_a_test_that_asks_for_them()
    {
        static Task Trace(ITurnContext turn, CancellationToken token) => turn.SendActivityAsync((Activity)Activity.CreateTraceActivity("seen"), token);

        Assert.Empty(await Told.To(new TestAdapter(), Trace, Told.Message("hi")));
        Assert.Single(await Told.To(new TestAdapter(sendTraceActivity: true), Trace, Told.Message("hi")));
    }

    private Task<ResourceResponse> Echo(ITurnContext turn, CancellationToken token)
    {
        _turns++;
        return turn.SendActivityAsync($"echo {turn.Activity.Text}", cancellationToken: token);
    }
}
