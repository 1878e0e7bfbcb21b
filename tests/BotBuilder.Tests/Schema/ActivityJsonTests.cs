using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Schema;

public class ActivityJsonTests
{
    [Fact]
    public void Unknown_properties_survive_a_round_trip_at_every_level()
    {
        const string json = """
            {"type":"message","text":"hi","newInTeams":{"a":1},"from":{"id":"u","agenticUserId":"x"},
             "conversation":{"id":"c","isGroup":true,"conversationSubType":"meeting"},
             "attachments":[{"contentType":"text/html","content":"<b>hi</b>","extra":true}],
             "entities":[{"type":"clientInfo","timezone":"Europe/Paris"}]}
            """;

        var activity = JsonConvert.DeserializeObject<Activity>(json)!;
        var written = JObject.Parse(JsonConvert.SerializeObject(activity, HttpHelper.BotMessageSerializerSettings));

        Assert.True(JToken.DeepEquals(JObject.Parse(json), written), written.ToString());
    }

    [Fact]
    public void Value_and_channel_data_are_read_as_JObject()
    {
        var activity = JsonConvert.DeserializeObject<Activity>("""{"value":{"action":"x"},"channelData":{"tenant":{"id":"t"}}}""")!;

        Assert.Equal("x", Assert.IsType<JObject>(activity.Value).Value<string>("action"));
        Assert.Equal("t", ((IActivity)activity).ChannelData.tenant.id.ToString());
    }

    [Fact]
    public void An_unknown_property_is_found_in_Properties()
    {
        var activity = JsonConvert.DeserializeObject<Activity>("""{"type":"message","odd":"one"}""")!;

        Assert.Equal("one", activity.Properties.Value<string>("odd"));
    }

    [Fact]
    public void Models_can_be_made_bare_and_with_any_of_their_arguments()
    {
        Assert.Null(new ChannelAccount().Id);
        Assert.Equal("x", new ChannelAccount(id: "x").Id);
        Assert.Equal("t", new HeroCard { Title = "t" }.Title);
        Assert.Equal("t", new HeroCard(title: "t").Title);
        Assert.Equal("message", new Activity("message").Type);
        Assert.Equal("r", new ResourceResponse("r").Id);
        Assert.Equal("fr-FR", new ConversationReference(new System.Globalization.CultureInfo("fr-FR"), channelId: "msteams").Locale);
    }

    [Fact]
    public void Channel_data_comes_typed_on_request()
    {
        var activity = new Activity { ChannelData = JObject.FromObject(new { eventType = "teamRenamed" }) };

        Assert.Equal("teamRenamed", activity.GetChannelData<Microsoft.Bot.Schema.Teams.TeamsChannelData>().EventType);
        Assert.True(activity.TryGetChannelData<JObject>(out _));
        Assert.False(new Activity { ChannelData = "text" }.TryGetChannelData<JObject>(out _));
        Assert.False(new Activity().TryGetChannelData<JObject>(out _));
    }

    [Fact]
    public void An_entity_takes_on_and_gives_back_any_shape()
    {
        var entity = new Entity();
        entity.SetAs(new Mention { Text = "<at>Bot</at>", Mentioned = new ChannelAccount("b", "Bot") });

        Assert.Equal("mention", entity.Type);
        Assert.Equal("b", entity.GetAs<Mention>().Mentioned.Id);
    }

    [Fact]
    public void A_string_serves_as_a_card_action()
    {
        CardAction action = "Yes";

        Assert.Equal("Yes", action.Title);
        Assert.Equal("Yes", action.Value);
    }

    [Fact]
    public void A_card_becomes_an_attachment_of_its_content_type()
    {
        var card = new HeroCard(title: "t");

        Assert.Same(card, card.ToAttachment().Content);
        Assert.Equal(HeroCard.ContentType, card.ToAttachment().ContentType);
    }
}
