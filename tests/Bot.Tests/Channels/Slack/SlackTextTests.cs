using ClientBot.Channels.Slack;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

public sealed class SlackTextTests
{
    [Theory]
    [InlineData("a &lt;b&gt; &amp; c", "a <b> & c")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("<@U0MARIA> look", "<at>Maria</at> look")]
    [InlineData("<@U0MARIA|mlopez> look", "<at>Maria</at> look")]
    [InlineData("<@U0NOBODY> look", "<at>U0NOBODY</at> look")]
    [InlineData("in <#C012AB|general>", "in #general")]
    [InlineData("see <https://a.example/x?y=1&amp;z=2>", "see https://a.example/x?y=1&z=2")]
    [InlineData("see <https://a.example/x|the page>", "see the page (https://a.example/x)")]
    [InlineData("see <https://a.example|a.example>", "see https://a.example")]
    [InlineData("to <mailto:a@b.example|a@b.example>", "to a@b.example")]
    [InlineData("<!channel> and <!subteam^S1|@support>", "@channel and @support")]
    [InlineData("&lt;!channel&gt;", "<!channel>")]
    [InlineData("&gt; they wrote\n&gt; this", "> they wrote\n> this")]
    public void What_Slack_escapes_is_read_as_it_was_typed(string sent, string typed) => Assert.Equal(typed, SlackText.Read(sent, id => id == "U0MARIA" ? "Maria" : null));

    [Theory]
    [InlineData("Say `escalate: NAME` now", "text:Say |code:escalate: NAME|text: now")]
    [InlineData("Try: *third time*\n\nSay", "text:Try: |italic:third time|text:\n\nSay")]
    [InlineData("- **help**: this", "text:• |bold:help|text:: this")]
    [InlineData("a\\*b\\_c &lt;!channel> &amp;", "text:a*b_c <!channel> &")]
    [InlineData("2 * 3 * 4 and snake_case_name", "text:2 * 3 * 4 and snake_case_name")]
    [InlineData("[the page](https://a.example/x)", "link:the page")]
    [InlineData("[not a link](javascript:x)", "text:[not a link](javascript:x)")]
    public void The_bots_own_markdown_becomes_runs(string markdown, string runs) => Assert.Equal(runs, string.Join('|', RichRuns.Markdown(markdown).Select(Described)));

    [Fact]
    public void A_message_that_calls_everybody_calls_nobody()
    {
        var message = Assert.Single(SlackMessage.Of(new Activity { Type = "message", Text = "<!channel> <@U1> *x* &", TextFormat = TextFormatTypes.Plain }));
        var run = Assert.Single(message.Blocks.SelectTokens("$..elements[?(@.type == 'text')]"));
        Assert.Equal("<!channel> <@U1> *x* &", (string?)run["text"]);
        Assert.Equal("&lt;!channel&gt; &lt;@U1&gt; *x* &amp;", SlackText.Escaped(message.Text));
        Assert.DoesNotContain("mrkdwn", message.Blocks.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_any_length_arrives_whole_and_within_the_limits()
    {
        var text = string.Join(' ', Enumerable.Range(0, 9000).Select(i => i % 7 == 0 ? "😡" : "word"));
        var parts = SlackMessage.Of(new Activity { Type = "message", Text = text, TextFormat = TextFormatTypes.Plain });
        Assert.All(parts, p => Assert.Empty(BlockCheck.FaultsInMessage(p.Blocks)));
        Assert.Equal(text, string.Concat(parts.SelectMany(p => p.Blocks.SelectTokens("$..elements[?(@.type == 'text')].text")).Select(t => (string?)t)));
        Assert.All(parts[0].InWords(), w => Assert.InRange(w.Length, 1, 3000));
    }

    private static string Described(JObject run) => $"{(run["style"] is JObject style ? style.Properties().First().Name : run["type"])}:{run["text"]}";
}
