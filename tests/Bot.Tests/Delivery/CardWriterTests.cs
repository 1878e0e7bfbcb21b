using AdaptiveCards;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Delivery;

/// <summary>Cards written property by property are the cards that Newtonsoft writes.</summary>
public sealed class CardWriterTests
{
    private static readonly Guide Guide = new(EditionLoader.Load(Array.Empty<string>()).Edition!);

    [Theory]
    [InlineData("third time this invoice is wrong, fix it by 5pm or I call my lawyer")]
    [InlineData("Are you people actually stupid? Shut up and do what you are told.")]
    [InlineData("I can't go on any more, I want to end my life")]
    [InlineData("The contract says hosting is included, so please correct the bill.")]
    [InlineData("hm")]
    [InlineData("Ich möchte bitte mit jemandem sprechen, der mir die Rechnung erklärt")]
    public void A_guidance_card_says_the_same_either_way(string words)
    {
        var reading = ClientReader.Default.Read(words);
        var answer = Guide.For(reading, new GuidanceRequest { Text = words });
        var key = new Seal("key", new byte[32]);
        var round = new Round { Id = "01M806E6ZTDNG52DJ2EQJQ6GNB", CaseId = "case", Number = 2, At = 0, Words = key.Close(words), Reading = [], Version = 3 };
        var open = new OpenCase(new Case { Id = "case", PersonId = "person", DataKeyId = "key", OpenedAt = 0 }, key);
        var view = new RoundView(round, open, reading, answer, Guide.Edition.Names, "check");

        foreach (var inDialog in new[] { false, true }) AssertSame(new GuidanceCard().Attachment(view, inDialog));
    }

    [Fact]
    public void What_is_unusual_on_a_card_is_not_lost()
    {
        var card = new AdaptiveCard("1.2")
        {
            Speak = "said aloud",
            Body =
            [
                new AdaptiveTextBlock("centred") { HorizontalAlignment = AdaptiveHorizontalAlignment.Center, Wrap = true, IsVisible = false },
                new AdaptiveTextBlock("plain") { Spacing = AdaptiveSpacing.None, Separator = true, Id = "it", Height = AdaptiveHeight.Stretch },
                new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun("struck") { Strikethrough = true }, new AdaptiveTextRun("two \"quotes\" \u2028 and a tab\t")] },
                new AdaptiveContainer { Style = AdaptiveContainerStyle.Default, Items = [new AdaptiveTextInput { Id = "note", IsMultiline = true }], Bleed = true },
                new AdaptiveColumnSet { Columns = [new AdaptiveColumn { Items = [new AdaptiveTextBlock("in a column")], Width = "auto" }] },
                new AdaptiveActionSet { Actions = [new AdaptiveOpenUrlAction { Title = "Open", Url = new Uri("https://example.org/") }] },
            ],
            Actions = [new AdaptiveSubmitAction { Title = "Go", Data = new { a = 1 }, Style = "positive" }, new AdaptiveToggleVisibilityAction { Title = "Flip", TargetElements = [new AdaptiveTargetElement("it", true)] }],
        };

        AssertSame(new Attachment { ContentType = AdaptiveCard.ContentType, Content = card, Name = "card", Properties = new JObject { ["extra"] = 1 } });
        card.Speak = null;
        AssertSame(new Attachment { ContentType = AdaptiveCard.ContentType, Content = card });
        AssertSame(new Attachment { ContentType = "application/json", Content = JObject.Parse("{\"b\":[1,{}]}") });
    }

    private static void AssertSame(Attachment attachment)
    {
        var settings = new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore };
        var theirs = JObject.Parse(JsonConvert.SerializeObject(attachment, settings));
        settings.Converters.Add(new CardWriter());
        var ours = JObject.Parse(JsonConvert.SerializeObject(attachment, settings));
        Assert.Equal(Sorted(theirs).ToString(), Sorted(ours).ToString());
    }

    private static JToken Sorted(JToken json) => json switch
    {
        JObject o => new JObject(o.Properties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new JProperty(p.Name, Sorted(p.Value)))),
        JArray a => new JArray(a.Select(Sorted)),
        _ => json,
    };
}
