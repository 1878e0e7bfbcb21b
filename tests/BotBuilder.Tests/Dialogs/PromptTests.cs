using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Dialogs;

public sealed class PromptTests
{
    private static readonly List<Choice> Colours =
    [
        new("red"), new("green") { Synonyms = ["lime"] }, new("dark red"),
    ];

    [Fact]
    public async Task A_validator_refuses_until_it_is_content_and_counts_the_attempts()
    {
        var attempts = new List<int>();
        var prompt = new TextPrompt("text", (context, _) =>
        {
            attempts.Add(context.AttemptCount);
            return Task.FromResult(context.Recognized.Value.Length > 3);
        });
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "text", "name?", token, "longer!"),
                (step, token) => Talk.Say(step, $"ok {step.Result}", token),
            ],
            prompt);

        await new Talk(dialog).Flow
            .Test("hi", "name?")
            .Test("a", "longer!")
            .Test("ab", "longer!")
            .Test("anna", "ok anna")
            .StartTestAsync();

        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task Without_a_retry_prompt_the_question_itself_is_asked_again()
    {
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "confirm", "sure?", token),
                (step, token) => Talk.Say(step, $"{step.Result}", token),
            ],
            new ConfirmPrompt("confirm"));

        await new Talk(dialog).Flow
            .Test("hi", "sure? (1) Yes or (2) No")
            .Test("hm", "sure? (1) Yes or (2) No")
            .Test("yes", "True")
            .StartTestAsync();
    }

    [Fact]
    public async Task A_validator_that_explains_itself_is_not_followed_by_the_retry_prompt()
    {
        var prompt = new TextPrompt("text", async (context, token) =>
        {
            await context.Context.SendActivityAsync("digits, please", cancellationToken: token);
            return false;
        });
        var dialog = Talk.Of([(step, token) => Talk.Ask(step, "text", "number?", token, "again?")], prompt);

        await new Talk(dialog).Flow.Test("hi", "number?").Test("x", "digits, please").AssertNoReply(timeout: 20).StartTestAsync();
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Yep, do it", true)]
    [InlineData("sure", true)]
    [InlineData("ok", true)]
    [InlineData("👍", true)]
    [InlineData("1", true)]
    [InlineData("the first one", true)]
    [InlineData("no", false)]
    [InlineData("Nope.", false)]
    [InlineData("not ok", false)]
    [InlineData("2", false)]
    [InlineData("the second", false)]
    public async Task Yes_and_no_are_understood_in_many_words(string text, bool expected)
    {
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "confirm", "sure?", token),
                (step, token) => Talk.Say(step, $"{step.Result}", token),
            ],
            new ConfirmPrompt("confirm"));

        await new Talk(dialog).Flow.Test("hi", "sure? (1) Yes or (2) No").Test(text, $"{expected}").StartTestAsync();
    }

    [Fact]
    public async Task Yes_and_no_are_asked_and_understood_in_the_users_language()
    {
        var dialog = Talk.Of(
            [
                (step, token) => Talk.Ask(step, "confirm", "sicher?", token),
                (step, token) => Talk.Say(step, $"{step.Result}", token),
            ],
            new ConfirmPrompt("confirm"));

        await new Talk(dialog, new TestAdapter { Locale = "de-AT" }).Flow.Test("hi", "sicher? (1) Ja oder (2) Nein").Test("ja", "True").StartTestAsync();
    }

    [Theory]
    [InlineData("green", "green")]
    [InlineData("GREEN please", "green")]
    [InlineData("lime", "green")]
    [InlineData("the dark red one", "dark red")]
    [InlineData("red", "red")]
    [InlineData("2", "green")]
    [InlineData("the first", "red")]
    [InlineData("3rd", "dark red")]
    [InlineData("option two", "green")]
    public async Task A_choice_is_found_by_name_synonym_and_position(string text, string expected)
    {
        await Choosing(new ChoicePrompt("choice"))
            .Test("hi", "colour? (1) red, (2) green, or (3) dark red")
            .Test(text, expected)
            .StartTestAsync();
    }

    [Theory]
    [InlineData("blue")]
    [InlineData("4")]
    [InlineData("1.5")]
    [InlineData("zero")]
    [InlineData("greenish")]
    public async Task What_is_no_choice_is_asked_again(string text)
    {
        await Choosing(new ChoicePrompt("choice"))
            .Test("hi", "colour? (1) red, (2) green, or (3) dark red")
            .Test(text, "colour? (1) red, (2) green, or (3) dark red")
            .StartTestAsync();
    }

    [Fact]
    public async Task The_style_of_the_choices_is_the_prompts_or_the_askers()
    {
        await Choosing(new ChoicePrompt("choice") { Style = ListStyle.List })
            .Test("hi", "colour?\n\n   1. red\n   2. green\n   3. dark red")
            .StartTestAsync();
        await Choosing(new ChoicePrompt("choice") { Style = ListStyle.List }, ListStyle.None).Test("hi", "colour?").StartTestAsync();
    }

    [Fact]
    public async Task Suggested_actions_are_buttons_that_say_their_value()
    {
        await Choosing(new ChoicePrompt("choice") { Style = ListStyle.SuggestedAction })
            .Send("hi")
            .AssertReply(reply =>
            {
                var message = reply.AsMessageActivity();
                Assert.Equal("colour?", message.Text);
                Assert.Equal(["red", "green", "dark red"], message.SuggestedActions.Actions.Select(action => action.Value));
                Assert.All(message.SuggestedActions.Actions, action => Assert.Equal(ActionTypes.ImBack, action.Type));
            })
            .StartTestAsync();
    }

    [Fact]
    public async Task A_hero_card_carries_the_question_and_the_buttons()
    {
        await Choosing(new ChoicePrompt("choice") { Style = ListStyle.HeroCard })
            .Send("hi")
            .AssertReply(reply =>
            {
                var attachment = Assert.Single(reply.AsMessageActivity().Attachments);
                Assert.Equal(HeroCard.ContentType, attachment.ContentType);
                Assert.Equal(3, Assert.IsType<HeroCard>(attachment.Content).Buttons.Count);
            })
            .StartTestAsync();
    }

    [Fact]
    public async Task Prompts_need_prompt_options()
    {
        var dialog = Talk.Of([(step, token) => step.BeginDialogAsync("text", "no options", token)], new TextPrompt("text"));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new Talk(dialog).Flow.Send("hi").StartTestAsync());
    }

    private static TestFlow Choosing(ChoicePrompt prompt, ListStyle? style = null)
    {
        var dialog = Talk.Of(
            [
                (step, token) => step.PromptAsync(
                    "choice", new PromptOptions { Prompt = MessageFactory.Text("colour?"), Choices = Colours, Style = style }, token),
                (step, token) => Talk.Say(step, ((FoundChoice)step.Result).Value, token),
            ],
            prompt);
        return new Talk(dialog).Flow;
    }
}
