using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Dialogs;

public sealed class ComponentDialogTests
{
    [Fact]
    public async Task A_component_in_a_component_keeps_its_place_between_turns_and_returns_its_result()
    {
        var inner = new ComponentDialog("inner");
        inner.AddDialog(new WaterfallDialog(
            "steps",
            [
                (step, token) => step.PromptAsync(
                    "choice", new PromptOptions { Prompt = MessageFactory.Text("whose mistake?"), Choices = [new("ours"), new("theirs")] }, token),
                (step, token) => step.EndDialogAsync(((FoundChoice)step.Result).Value, token),
            ]));
        inner.AddDialog(new ChoicePrompt("choice"));
        var outer = Talk.Of(
            [
                (step, token) => step.BeginDialogAsync("inner", null, token),
                (step, token) => Talk.Say(step, $"then: {step.Result}", token),
            ],
            inner);

        await new Talk(outer).Flow
            .Test("hi", "whose mistake? (1) ours or (2) theirs")
            .Test("dunno", "whose mistake? (1) ours or (2) theirs")
            .Test("theirs", "then: theirs")
            .StartTestAsync();
    }

    [Fact]
    public void The_first_dialog_added_is_the_one_it_begins_with()
    {
        var component = new ComponentDialog("c");
        component.AddDialog(new TextPrompt("first")).AddDialog(new TextPrompt("second"));

        Assert.Equal("first", component.InitialDialogId);
    }

    [Fact]
    public void Two_dialogs_of_one_name_are_numbered_and_one_added_twice_is_not()
    {
        var dialogs = new DialogSet();
        var first = new TextPrompt("text");
        dialogs.Add(first).Add(first).Add(new TextPrompt("text")).Add(new TextPrompt("text"));

        Assert.Equal(["text", "text2", "text3"], dialogs.GetDialogs().Select(dialog => dialog.Id).Order(StringComparer.Ordinal));
        Assert.Null(dialogs.Find("text4"));
    }

    [Fact]
    public async Task An_override_may_answer_before_the_open_dialog_does()
    {
        await new Talk(new Interruptible()).Flow
            .Test("hi", "name?")
            .Test("help", "just your name")
            .AssertReply("name?")
            .Test("ann", "hello ann")
            .Test("hi", "name?")
            .Test("cancel", "dropped")
            .Test("hi", "name?")
            .StartTestAsync();
    }

    [Fact]
    public async Task Cancelling_ends_every_dialog_from_the_inside_out()
    {
        var dialog = new Interruptible();

        await new Talk(dialog).Flow.Test("hi", "name?").Test("cancel", "dropped").StartTestAsync();

        Assert.Equal(["prompt CancelCalled"], dialog.Ended);
    }

    [Fact]
    public async Task A_dialog_begun_on_top_of_a_prompt_brings_the_prompt_back_when_it_ends()
    {
        await new Talk(new Interruptible()).Flow
            .Test("hi", "name?")
            .Test("aside", "by the way")
            .AssertReply("name?")
            .Test("ann", "hello ann")
            .StartTestAsync();
    }

    private sealed class Interruptible : ComponentDialog
    {
        public Interruptible()
            : base("root")
        {
            AddDialog(new WaterfallDialog(
                "steps", [(step, token) => Talk.Ask(step, "text", "name?", token), (step, token) => Talk.Say(step, $"hello {step.Result}", token)]));
            AddDialog(new Prompting(Ended));
            AddDialog(new WaterfallDialog("aside", [(step, token) => Talk.Say(step, "by the way", token)]));
        }

        public List<string> Ended { get; } = [];

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(
            DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            switch (innerDc.Context.Activity.Text)
            {
                case "help":
                    await innerDc.Context.SendActivityAsync("just your name", cancellationToken: cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return EndOfTurn;
                case "cancel":
                    await innerDc.Context.SendActivityAsync("dropped", cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                case "aside":
                    return await innerDc.BeginDialogAsync("aside", null, cancellationToken);
                default:
                    return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }
        }
    }

    private sealed class Prompting(List<string> ended) : TextPrompt("text")
    {
        public override Task EndDialogAsync(
            ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            ended.Add($"prompt {reason}");
            return Task.CompletedTask;
        }
    }
}
