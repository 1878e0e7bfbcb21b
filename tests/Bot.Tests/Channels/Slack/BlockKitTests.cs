using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Slack;
using ClientBot.Conversation;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>Every card the bot makes, drawn with Slack's blocks.</summary>
public sealed class BlockKitTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;

    public async Task InitializeAsync() => _bot = await PlayedBot.StartAsync();

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Every_card_and_every_form_keeps_Slacks_limits_and_loses_no_button_and_no_word()
    {
        var all = await EveryCard.OfAsync(_bot);
        Assert.InRange(all.Messages.Count(m => m.Attachments is { Count: > 0 }), 20, 500);
        Assert.InRange(all.Forms.Count, 6, 100);
        Assert.InRange(all.Homes.Count, 3, 100);
        foreach (var message in all.Messages) Check(message);
        Assert.All(all.Forms.Concat(all.Readings), view => Assert.True(BlockCheck.FaultsInView(view).Count == 0, $"{string.Join(", ", BlockCheck.FaultsInView(view))} {view}"));
        Assert.All(all.Homes, view => Assert.True(BlockCheck.FaultsInHome(view).Count == 0, $"{string.Join(", ", BlockCheck.FaultsInHome(view))} {view}"));
    }

    [Fact]
    public async Task The_guidance_card_has_its_heading_the_line_to_say_as_a_quote_and_its_folded_parts_within_reach()
    {
        var carried = Assert.Single(await _bot.SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer"));
        var message = Assert.Single(SlackMessage.Of(carried.Activity!));

        Assert.Equal("header", (string?)message.Blocks[0]["type"]);
        Assert.Contains("Angry", (string?)message.Blocks[0].SelectToken("text.text"), StringComparison.Ordinal);
        Assert.Equal("context", (string?)message.Blocks[1]["type"]);
        var quote = Assert.Single(message.Blocks.SelectTokens("$..elements[?(@.type == 'rich_text_quote')]"));
        Assert.StartsWith(carried.Card!.Say, string.Concat(quote["elements"]!.Select(r => (string?)r["text"])), StringComparison.Ordinal);
        Assert.DoesNotContain("5pm", message.Text, StringComparison.Ordinal);

        var opener = message.Blocks.SelectTokens("$..elements[?(@.type == 'button')]").Single(b => ((string?)b["value"])!.StartsWith(Folds.Prefix, StringComparison.Ordinal));
        Assert.Equal("If they push back", (string?)opener.SelectToken("text.text"));
        Assert.Contains("IF THEY PUSH BACK", SlackView.Reading(Folds.Unpacked((string)opener["value"]!)!).ToString(), StringComparison.Ordinal);
        var menu = message.Blocks.SelectTokens("$..elements[?(@.type == 'static_select')]").Single(m => (string?)m.SelectToken("placeholder.text") == "Not this");
        Assert.Equal("guidance.situation.wrong", ((string)menu["options"]![0]!["value"]!).Split('|')[0][..24]);
    }

    [Fact]
    public void A_card_of_any_size_becomes_messages_that_Slack_takes()
    {
        var body = new JArray();
        for (var i = 0; i < 120; i++)
        {
            body.Add(new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(new JObject { ["type"] = "TextRun", ["text"] = new string('x', i * 100) + " <!here> &amp;" }) });
            body.Add(new JObject { ["type"] = "ActionSet", ["actions"] = new JArray(Enumerable.Range(0, 12).Select(n => new JObject { ["type"] = "Action.Submit", ["title"] = new string('t', n * 20), ["data"] = CardButton.Data("a.b", $"id{n}", 1) })) });
        }

        var parts = SlackMessage.Of(new Activity { Type = "message", Summary = "s", Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = new JObject { ["type"] = "AdaptiveCard", ["body"] = body } }] });
        Assert.True(parts.Count > 2);
        Assert.All(parts, p => Assert.Empty(BlockCheck.FaultsInMessage(p.Blocks)));
        Assert.Equal(120 * 12, parts.Sum(p => p.Blocks.SelectTokens("$..value").Count()));
    }

    [Fact]
    public async Task The_digests_charts_are_Slacks_own_with_the_numbers_as_text_beside_them()
    {
        var stage = new Features.Digest.DigestStage(_bot);
        var monday = new DateTimeOffset(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);
        await stage.TeamAsync();
        await stage.FullWeekAsync(monday);
        var posted = Assert.Single(await stage.SweepAtAsync(monday));
        var message = Assert.Single(SlackMessage.Of(posted.Activity!));

        Assert.Empty(BlockCheck.FaultsInMessage(message.Blocks));
        var charts = message.Blocks.Where(ChartBlocks.Is).ToList();
        Assert.Equal(["bar", "pie"], charts.Select(c => (string?)c.SelectToken("chart.type")));
        Assert.Equal([8, 4], charts[0].SelectTokens("chart.series[0].data[*].value").Select(v => (int)v));
        Assert.Equal(["Calmer", "Worse"], charts[1].SelectTokens("chart.segments[*].label").Select(l => (string?)l));
        Assert.Contains("Angry 8 (6) · Mistaken 4 (0)", message.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(message.WithoutCharts()!.Blocks, ChartBlocks.Is);
        Assert.Equal(message.Blocks.Count - 2, message.WithoutCharts()!.Blocks.Count);
    }

    private static void Check(Activity activity)
    {
        var parts = SlackMessage.Of(activity);
        var drawn = new JArray(parts.SelectMany(p => p.Blocks));
        Assert.All(parts, p => Assert.True(BlockCheck.FaultsInMessage(p.Blocks).Count == 0, $"{string.Join(", ", BlockCheck.FaultsInMessage(p.Blocks))} {p.Blocks}"));
        Assert.All(parts, p => Assert.InRange(p.Text.Length, 1, 3000));
        Assert.DoesNotContain("mrkdwn", drawn.ToString(), StringComparison.Ordinal);
        if (activity.Attachments is not { Count: > 0 }) return;

        var card = new CardView(JObject.FromObject(activity.Attachments[0].Content));
        var values = drawn.SelectTokens("$..value").Where(v => v.Type == JTokenType.String).Select(v => (string)v!).ToList();
        Assert.All(card.Buttons.Where(b => b["data"] is not null), b => Assert.Contains(ButtonElements.ValueOf(b)!, values));
        Assert.All(values.Where(v => !v.StartsWith(Folds.Prefix, StringComparison.Ordinal)), v => Assert.NotNull(SlackActivities.Press(v, new Dictionary<string, string>())));
        var said = string.Concat(drawn.SelectTokens("$..text").Where(t => t.Type == JTokenType.String)) + string.Concat(values.Select(Folds.Unpacked).OfType<JObject>().Select(f => f.ToString()))
            + string.Concat(drawn.SelectTokens("$..placeholder.text"));
        Assert.All(card.Buttons.Select(b => ((string?)b["title"])!.TrimEnd('▾', ' ')), title => Assert.Contains(title, said, StringComparison.Ordinal));
        Assert.Equal(values.Distinct().Count(), values.Count);
        Assert.All(drawn.SelectTokens("$..elements[?(@.type == 'actions')].elements"), row => Assert.InRange(row.Count(), 1, 5));
    }
}
