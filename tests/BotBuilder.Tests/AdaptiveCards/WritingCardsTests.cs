using AdaptiveCards;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.AdaptiveCards;

public sealed class WritingCardsTests
{
    [Fact]
    public void A_rich_card_is_written_as_the_payload_says() =>
        Assert.Equal(Payload.Json("guidance").ToString(), Payload.Sorted(JObject.Parse(GuidanceCard.Build().ToJson())).ToString());

    [Fact]
    public void A_card_in_an_attachment_is_written_right_by_plain_JsonConvert()
    {
        var attachment = new Attachment { ContentType = AdaptiveCard.ContentType, Content = GuidanceCard.Build() };

        var written = JObject.Parse(JsonConvert.SerializeObject(attachment));

        Assert.Equal(Payload.Json("guidance").ToString(), Payload.Sorted((JObject)written["content"]!).ToString());
    }

    [Fact]
    public void A_card_as_JObject_is_the_card_as_text() =>
        Assert.Equal(GuidanceCard.Build().ToJson(), JObject.FromObject(GuidanceCard.Build()).ToString());

    [Fact]
    public void Type_and_version_come_first_and_the_body_before_the_actions()
    {
        var card = new AdaptiveCard("1.2")
        {
            Speak = "hello",
            FallbackText = "hi",
            Body = { new AdaptiveTextBlock("Hello") },
            Actions = { new AdaptiveSubmitAction { Title = "Send" } },
        };

        Assert.Equal(["type", "version", "fallbackText", "speak", "body", "actions"], JObject.Parse(card.ToJson()).Properties().Select(p => p.Name));
    }

    [Fact]
    public void What_has_its_default_is_left_out()
    {
        var card = new AdaptiveCard("1.0") { Body = { new AdaptiveTextBlock("Hello"), new AdaptiveContainer() } };

        Assert.Equal(
            """{"type":"AdaptiveCard","version":"1.0","body":[{"type":"TextBlock","text":"Hello"},{"type":"Container","items":[]}]}""",
            JsonConvert.SerializeObject(card));
    }

    [Fact]
    public void Properties_that_the_model_does_not_know_are_written_where_they_were_put()
    {
        var button = new AdaptiveSubmitAction { Title = "Send", AdditionalProperties = { ["msteams"] = JObject.Parse("""{"feedback":{"hide":true}}""") } };

        Assert.Equal("""{"hide":true}""", JObject.FromObject(button)["msteams"]!["feedback"]!.ToString(Formatting.None));
    }

    [Fact]
    public void Values_in_a_button_s_data_are_kept_even_when_empty()
    {
        var button = new AdaptiveSubmitAction { Data = new { version = 0, done = false, note = "" } };

        Assert.Equal("""{"version":0,"done":false,"note":""}""", JObject.FromObject(button)["data"]!.ToString(Formatting.None));
    }

    [Fact]
    public void A_number_that_was_not_given_is_left_out_and_zero_is_written()
    {
        var number = JObject.FromObject(new AdaptiveNumberInput { Id = "n", Value = 0 });

        Assert.Equal(["type", "id", "value"], number.Properties().Select(property => property.Name));
        Assert.Equal(0, (double)number["value"]!);
    }

    [Fact]
    public void Pixels_are_written_with_their_unit()
    {
        var image = JObject.FromObject(new AdaptiveImage("https://a.example/x.png") { PixelWidth = 20, PixelHeight = 50 });

        Assert.Equal(("20px", "50px"), ((string?)image["width"], (string?)image["height"]));
    }

    [Fact]
    public void A_background_with_nothing_but_an_address_is_a_string()
    {
        var plain = new AdaptiveCard("1.2") { BackgroundImage = new AdaptiveBackgroundImage("https://a.example/x.png") };
        var repeated = new AdaptiveCard("1.2") { BackgroundImage = new AdaptiveBackgroundImage("https://a.example/x.png") };
        repeated.BackgroundImage.FillMode = AdaptiveImageFillMode.RepeatHorizontally;

        Assert.Equal("https://a.example/x.png", (string?)JObject.FromObject(plain)["backgroundImage"]);
        Assert.Equal("repeatHorizontally", (string?)JObject.FromObject(repeated)["backgroundImage"]!["fillMode"]);
    }
}
