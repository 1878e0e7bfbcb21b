using ClientBot.BotBuilder.Tests.Builder;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Dialogs;

public sealed class RunAsyncTests
{
    private static readonly WaterfallDialog AskName = new(
        "ask",
        [
            async (step, token) =>
            {
                await step.Context.SendActivityAsync("name?", cancellationToken: token);
                return Dialog.EndOfTurn;
            },
            (step, token) => Talk.Say(step, $"hello {step.Result}", token),
        ]);

    [Fact]
    public async Task A_second_run_in_one_turn_is_a_fault()
    {
        var accessor = new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("dialogs");
        using var turn = Told.Turn();
        await AskName.RunAsync(turn, accessor, default);

        await Assert.ThrowsAsync<ArgumentException>(() => AskName.RunAsync(turn, accessor, default));
    }

    [Fact]
    public async Task Every_run_traces_what_the_dialogs_know_including_what_was_said()
    {
        var talk = new Talk(AskName, new TestAdapter(sendTraceActivity: true));

        await talk.Flow
            .Test("the client's words", "name?")
            .AssertReply(reply =>
            {
                var trace = reply as Activity;
                Assert.Equal(ActivityTypes.Trace, trace!.Type);
                Assert.Equal("BotState", trace.Name);
                Assert.Equal("Bot State", trace.Label);
                Assert.Contains("the client's words", trace.Value.ToString(), StringComparison.Ordinal);
            })
            .StartTestAsync();
    }

    [Fact]
    public async Task A_bot_state_that_the_turn_carries_is_saved_by_the_run()
    {
        var storage = new MemoryStorage();
        var state = new ConversationState(storage);
        var accessor = state.CreateProperty<DialogState>("dialogs");
        var adapter = new TestAdapter();

        await new TestFlow(adapter, async (turn, token) =>
            {
                turn.TurnState.Add(state);
                await AskName.RunAsync(turn, accessor, token);
            })
            .Test("hi", "name?")
            .Test("ann", "hello ann")
            .StartTestAsync();
    }

    [Fact]
    public async Task A_fault_that_no_dialog_handles_leaves_the_turn()
    {
        var faulty = new WaterfallDialog("faulty", [(_, _) => throw new InvalidOperationException("broken")]);
        var talk = new Talk(faulty);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(talk.Flow.Send("hi").StartTestAsync);
        Assert.Equal("broken", error.Message);
    }

    [Fact]
    public async Task A_fault_that_a_dialog_handles_does_not()
    {
        await new Talk(new Forgiving()).Flow.Test("hi", "sorry").StartTestAsync();
    }

    private sealed class Forgiving : ComponentDialog
    {
        public Forgiving()
            : base("forgiving")
        {
            AddDialog(new WaterfallDialog(
                "steps",
                [
                    (_, _) => throw new InvalidOperationException("broken"),
                    (step, token) => Talk.Say(step, "sorry", token),
                ]));
        }

        public override Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
            => Task.FromResult(e.Name == DialogEvents.Error);
    }
}
