using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Dialogs;

public sealed class RecognitionTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(1, 10).Select(number => $"item {(char)('a' + number - 1)}")];

    [Theory]
    [InlineData("ten", 9)]
    [InlineData("number seven", 6)]
    [InlineData("the third one", 2)]
    [InlineData("10th", 9)]
    [InlineData("I'd take #4", 3)]
    public void Positions_are_read_from_digits_and_words(string text, int index)
        => Assert.Equal(index, Assert.Single(ChoiceRecognizers.RecognizeChoices(text, Ten)).Resolution.Index);

    [Fact]
    public void A_name_wins_over_a_position()
        => Assert.Equal("the first book", Assert.Single(ChoiceRecognizers.RecognizeChoices("the first book", ["another", "the first book"])).Resolution.Value);

    [Fact]
    public void Several_choices_are_found_in_the_order_they_are_named()
    {
        var found = Find.FindChoices("green and then red", ["red", "green", "blue"]);

        Assert.Equal(["green", "red"], found.Select(match => match.Resolution.Value));
        Assert.Equal([0, 15], found.Select(match => match.Start));
        Assert.Equal([4, 17], found.Select(match => match.End));
    }

    [Fact]
    public void Words_between_lower_the_score_and_too_many_lose_it()
    {
        var near = Assert.Single(Find.FindValues("the second from last one", [new SortedValue { Value = "second last", Index = 0 }]));

        Assert.True(near.Resolution.Score < 1);
        Assert.Empty(Find.FindValues("the second of all those that come last", [new SortedValue { Value = "second last", Index = 0 }]));
    }

    [Fact]
    public void Words_end_at_blanks_and_punctuation_and_emoji_stand_alone()
    {
        var tokens = Tokenizer.DefaultTokenizer("Fix it, NOW🔥please");

        Assert.Equal(["fix", "it", "now", "🔥", "please"], tokens.Select(token => token.Normalized));
        Assert.Equal((8, 10), (tokens[2].Start, tokens[2].End));
    }

    [Fact]
    public void Each_channel_gets_the_choices_as_it_can_show_them()
    {
        Assert.NotNull(For(Channels.Webchat, "a", "b", "c").SuggestedActions);
        Assert.Single(For(Channels.Msteams, "a", "b", "c").Attachments);
        Assert.Equal("which? (1) a, (2) b, or (3) c", For("elsewhere", "a", "b", "c").Text);
        Assert.Equal("which?\n\n   1. a longer title than buttons take", For(Channels.Webchat, "a longer title than buttons take").Text);
    }

    // All arguments: officially, too, two overloads differ in optional ones only.
    private static IMessageActivity For(string channel, params string[] choices)
        => ChoiceFactory.ForChannel(channel, ChoiceFactory.ToChoices(choices), "which?", null, null);
}
