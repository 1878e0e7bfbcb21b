using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Schema;

public class TeamsJsonTests
{
    [Fact]
    public void A_dialog_is_written_as_Teams_wants_it()
    {
        var response = new TaskModuleResponse
        {
            Task = new TaskModuleContinueResponse
            {
                Value = new TaskModuleTaskInfo { Title = "T", Height = "medium", Width = 600, Card = new Attachment("c", content: new JObject()) },
            },
        };

        Same(
            """{"task":{"type":"continue","value":{"title":"T","height":"medium","width":600,"card":{"contentType":"c","content":{}}}}}""",
            response);
    }

    [Fact]
    public void A_closing_message_is_written_as_Teams_wants_it() =>
        Same("""{"task":{"type":"message","value":"done"}}""", new TaskModuleResponse(new TaskModuleMessageResponse("done")));

    [Fact]
    public void A_message_action_is_read_whole()
    {
        var action = JObject.Parse("""
            {"commandId":"read","commandContext":"message","context":{"theme":"dark"},"data":{"x":1},
             "messagePayload":{"id":"1","createdDateTime":"2026-01-02T03:04:05Z","body":{"contentType":"html","content":"<p>hi</p>"},
              "from":{"user":{"id":"u","displayName":"Ann"}}}}
            """).ToObject<MessagingExtensionAction>()!;

        Assert.Equal(("read", "dark", "<p>hi</p>", "Ann"),
            (action.CommandId, action.Context.Theme, action.MessagePayload.Body.Content, action.MessagePayload.From.User.DisplayName));
        Assert.Equal(1, ((JObject)action.Data).Value<int>("x"));
    }

    [Fact]
    public void Channel_data_keeps_what_it_does_not_know()
    {
        var data = JObject.Parse("""{"tenant":{"id":"t"},"team":{"id":"g"},"source":{"name":"message"}}""").ToObject<TeamsChannelData>()!;

        Assert.Equal(("t", "g"), (data.Tenant.Id, data.Team.Id));
        Assert.Equal("message", ((JObject)data.AdditionalProperties["source"]).Value<string>("name"));
    }

    [Fact]
    public void A_rosters_objectId_is_the_accounts_Entra_id()
    {
        var member = JObject.Parse("""{"id":"29:1","objectId":"aad","email":"a@b.c"}""").ToObject<TeamsChannelAccount>()!;

        Assert.Equal(("aad", "a@b.c"), (member.AadObjectId, member.Email));
    }

    [Fact]
    public void A_preview_is_a_copy_of_the_attachment_itself_unless_one_is_given()
    {
        var attachment = new HeroCard(title: "t").ToAttachment();
        var preview = new ThumbnailCard(title: "p").ToAttachment();

        Assert.Equal(HeroCard.ContentType, attachment.ToMessagingExtensionAttachment().Preview.ContentType);
        Assert.Same(preview, attachment.ToMessagingExtensionAttachment(preview).Preview);
    }

    private static void Same(string expected, object actual)
    {
        var written = JObject.Parse(JsonConvert.SerializeObject(actual, HttpHelper.BotMessageSerializerSettings));
        Assert.True(JToken.DeepEquals(JObject.Parse(expected), written), written.ToString());
    }
}
