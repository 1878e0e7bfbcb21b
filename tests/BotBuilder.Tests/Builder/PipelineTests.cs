using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class PipelineTests
{
    [Fact]
    public async Task Middleware_wraps_the_turn_in_the_order_it_was_added()
    {
        var order = new List<string>();
        var adapter = new TestAdapter().Use(new Wrapping("outer", order)).Use(new Wrapping("inner", order));

        await Told.To(adapter, (_, _) => Note(order, "bot"), Told.Message("hi"));

        Assert.Equal(["outer before", "inner before", "bot", "inner after", "outer after"], order);
    }

    [Fact]
    public async Task Middleware_that_does_not_call_next_ends_the_turn()
    {
        var order = new List<string>();
        var adapter = new TestAdapter().Use(new Stopping()).Use(new Wrapping("never", order));

        await Told.To(adapter, (_, _) => Note(order, "bot"), Told.Message("hi"));

        Assert.Empty(order);
    }

    [Fact]
    public async Task OnTurnError_swallows_what_the_bot_throws()
    {
        Exception? seen = null;
        var adapter = new TestAdapter { OnTurnError = (_, error) => Task.FromResult(seen = error) };

        await Told.To(adapter, (_, _) => throw new InvalidOperationException("broken"), Told.Message("hi"));

        Assert.IsType<InvalidOperationException>(seen);
    }

    [Fact]
    public async Task OnTurnError_swallows_faults_of_proactive_turns_too()
    {
        var seen = new List<string>();
        var adapter = new TestAdapter { OnTurnError = (_, error) => Note(seen, error.Message) };

        await adapter.ContinueConversationAsync("app", adapter.Conversation, (_, _) => throw new InvalidOperationException("403"), default);

        Assert.Equal(["403"], seen);
    }

    [Fact]
    public async Task Without_OnTurnError_a_fault_reaches_the_caller()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Told.To(new TestAdapter(), (_, _) => throw new InvalidOperationException(), Told.Message("hi")));
    }

    [Fact]
    public async Task A_continued_conversation_is_an_event_in_it()
    {
        var adapter = new TestAdapter();
        Activity? seen = null;

        await adapter.ContinueConversationAsync("app", adapter.Conversation, (turn, _) => Task.FromResult(seen = turn.Activity), default);

        Assert.NotNull(seen);
        Assert.Equal(ActivityTypes.Event, seen.Type);
        Assert.Equal(ActivityEventNames.ContinueConversation, seen.Name);
        Assert.Equal(adapter.Conversation.Conversation.Id, seen.Conversation.Id);
        Assert.Equal("user1", seen.From.Id);
    }

    [Theory]
    [InlineData("de-DE", "de-DE")]
    [InlineData("no such culture!", null)]
    public async Task The_turn_runs_in_the_culture_of_its_activity(string locale, string? expected)
    {
        var before = CultureInfo.CurrentCulture.Name;
        var culture = "";
        var message = Told.Message("hi");
        message.Locale = locale;

        await Told.To(new TestAdapter(), (_, _) => Task.FromResult(culture = CultureInfo.CurrentCulture.Name), message);

        Assert.Equal(expected ?? before, culture);
        Assert.Equal(before, CultureInfo.CurrentCulture.Name);
    }

    private static Task Note(List<string> order, string what)
    {
        order.Add(what);
        return Task.CompletedTask;
    }

    private sealed class Wrapping(string name, List<string> order) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            order.Add($"{name} before");
            await next(cancellationToken);
            order.Add($"{name} after");
        }
    }

    private sealed class Stopping : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
            => Task.CompletedTask;
    }
}
