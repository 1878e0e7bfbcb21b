using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class ShowTypingTests
{
    [Fact]
    public async Task A_turn_that_takes_long_shows_typing_which_is_no_answer()
    {
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(delay: 0, period: 60_000));
        var responded = true;

        await Told.To(
            adapter,
            async (turn, token) =>
            {
                var typing = await adapter.GetNextReplyAsync(token);
                Assert.Equal(ActivityTypes.Typing, typing.Type);
                responded = turn.Responded;
            },
            Told.Message("hi"));

        Assert.False(responded);
    }

    [Fact]
    public async Task Anything_but_a_message_is_not_typed_at()
    {
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(delay: 0));

        Assert.Empty(await Told.To(adapter, (_, _) => Task.CompletedTask, new Activity { Type = ActivityTypes.Event }));
    }

    [Theory]
    [InlineData(-1, 2000)]
    [InlineData(500, 0)]
    public void Times_that_make_no_sense_are_refused(int delay, int period)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ShowTypingMiddleware(delay, period));
}
