using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Dialogs;

public sealed class WaterfallTests
{
    [Fact]
    public async Task Steps_ask_one_after_the_other_and_remember_across_turns()
    {
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "text", "name?", token),
                (step, token) =>
                {
                    step.Values["name"] = step.Result;
                    return Talk.Ask(step, "text", "issue?", token);
                },
                (step, token) => Talk.Say(step, $"{step.Values["name"]}: {step.Result}", token),
            ],
            new TextPrompt("text"));

        await new Talk(dialog).Flow
            .Test("hi", "name?")
            .Test("ann", "issue?")
            .Test("invoice", "ann: invoice")
            .Test("again", "name?")
            .StartTestAsync();
    }

    [Fact]
    public async Task A_step_that_asks_nothing_waits_for_the_next_text()
    {
        var dialog = Talk.Of(
        [
            async (step, token) =>
            {
                await step.Context.SendActivityAsync("well?", cancellationToken: token);
                return Dialog.EndOfTurn;
            },
            (step, token) => Talk.Say(step, $"{step.Reason} {step.Result}", token),
        ]);

        await new Talk(dialog).Flow.Test("hi", "well?").Test("so", "ContinueCalled so").StartTestAsync();
    }

    [Fact]
    public async Task Next_goes_on_in_the_same_turn_and_only_once()
    {
        var dialog = Talk.Of(
        [
            async (step, token) =>
            {
                await step.NextAsync("first", token);
                return await step.NextAsync("second", token);
            },
            (step, token) => Talk.Say(step, $"{step.Reason} {step.Result}", token),
        ]);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new Talk(dialog).Flow.Test("hi", "NextCalled first").StartTestAsync());
        Assert.Contains("already called", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_dialog_is_begun_with_reaches_every_step_also_in_later_turns()
    {
        var inner = new WaterfallDialog(
            "inner",
            [
                (step, token) => Talk.Ask(step, "text", $"about {((Opened)step.Options).Client}?", token),
                (step, token) => Talk.Say(step, $"{((Opened)step.Options).Client}, round {((Opened)step.Options).Round}: {step.Result}", token),
            ]);
        var dialog = Talk.Of(
            [
                (step, token) => step.BeginDialogAsync("inner", new Opened { Client = "Acme", Round = 2 }, token),
            ],
            inner, new TextPrompt("text"));

        await new Talk(dialog).Flow.Test("hi", "about Acme?").Test("late", "Acme, round 2: late").StartTestAsync();
    }

    [Fact]
    public async Task The_result_of_a_dialog_is_the_result_of_the_next_step()
    {
        var inner = new WaterfallDialog("inner", [(step, token) => step.EndDialogAsync("answer", token)]);
        var dialog = Talk.Of(
            [
                (step, token) => step.BeginDialogAsync("inner", null, token),
                (step, token) => Talk.Say(step, $"{step.Reason} {step.Result}", token),
            ],
            inner);

        await new Talk(dialog).Flow.Test("hi", "EndCalled answer").StartTestAsync();
    }

    [Fact]
    public async Task A_replaced_dialog_leaves_nothing_on_the_stack()
    {
        var dialog = Talk.Of(
            [(step, token) => step.ReplaceDialogAsync("other", null, token)],
            new WaterfallDialog("other", [(step, token) => Talk.Say(step, $"{step.Stack.Count} on the stack", token)]));

        await new Talk(dialog).Flow.Test("hi", "1 on the stack").StartTestAsync();
    }

    [Fact]
    public async Task Anything_but_a_message_does_not_move_the_waterfall()
    {
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "text", "name?", token),
                (step, token) => Talk.Say(step, $"hello {step.Result}", token),
            ],
            new TextPrompt("text"));

        await new Talk(dialog).Flow
            .Test("hi", "name?")
            .Send(new Activity { Type = ActivityTypes.Event, Name = "noise" })
            .Test("ann", "hello ann")
            .StartTestAsync();
    }

    [Fact]
    public async Task A_dialog_nobody_added_is_named_in_the_error()
    {
        var dialog = Talk.Of([(step, token) => step.BeginDialogAsync("missing", null, token)]);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new Talk(dialog).Flow.Send("hi").StartTestAsync());
        Assert.Contains("'missing'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_token_is_no_option_and_no_result()
    {
        var dialog = Talk.Of([(step, token) => step.EndDialogAsync(token, CancellationToken.None)]);

        await Assert.ThrowsAsync<ArgumentException>(() => new Talk(dialog).Flow.Send("hi").StartTestAsync());
    }

    public sealed class Opened
    {
        public string? Client { get; set; }

        public int Round { get; set; }
    }
}
