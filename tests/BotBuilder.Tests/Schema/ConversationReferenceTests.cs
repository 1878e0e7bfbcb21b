using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Schema;

public class ConversationReferenceTests
{
    private static Activity Incoming(string type = "message", string channelId = "msteams") => new(type)
    {
        Id = "a1",
        ChannelId = channelId,
        ServiceUrl = "https://smba.example/teams/",
        Locale = "en-GB",
        From = new ChannelAccount("user", "Ann"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(id: "c1", isGroup: true, name: "Sales"),
    };

    [Fact]
    public void A_reply_goes_back_to_who_wrote()
    {
        var reply = Incoming().CreateReply("ok");

        Assert.Equal(("bot", "user", "a1", "c1", "ok"), (reply.From.Id, reply.Recipient.Id, reply.ReplyToId, reply.Conversation.Id, reply.Text));
        Assert.Equal("en-GB", reply.Locale);
        Assert.NotNull(reply.Timestamp);
        Assert.Empty(reply.Attachments);
        Assert.Empty(reply.Entities);
    }

    [Theory]
    [InlineData("message", "webchat", "a1")]
    [InlineData("conversationUpdate", "msteams", "a1")]
    [InlineData("conversationUpdate", "webchat", null)]
    [InlineData("conversationUpdate", "directline", null)]
    public void A_conversation_update_of_direct_line_cannot_be_replied_to(string type, string channelId, string? expected) =>
        Assert.Equal(expected, Incoming(type, channelId).GetConversationReference().ActivityId);

    [Fact]
    public void Applied_outwards_a_reference_makes_the_bot_speak_to_the_user()
    {
        var reply = new Activity("message").ApplyConversationReference(Incoming().GetConversationReference());

        Assert.Equal(("bot", "user", "a1"), (reply.From.Id, reply.Recipient.Id, reply.ReplyToId));
        Assert.Null(reply.Id);
    }

    [Fact]
    public void Applied_inwards_it_makes_the_user_speak_to_the_bot()
    {
        var again = new Activity("message").ApplyConversationReference(Incoming().GetConversationReference(), isIncoming: true);

        Assert.Equal(("user", "bot", "a1"), (again.From.Id, again.Recipient.Id, again.Id));
        Assert.Null(again.ReplyToId);
    }

    [Fact]
    public void A_continuation_is_an_event_that_carries_the_reference()
    {
        var reference = Incoming().GetConversationReference();
        var activity = reference.GetContinuationActivity();

        Assert.Equal(("event", "ContinueConversation", "user", "bot"), (activity.Type, activity.Name, activity.From.Id, activity.Recipient.Id));
        Assert.Same(reference, activity.RelatesTo);
        Assert.NotEmpty(activity.Id);
    }

    [Theory]
    [InlineData("message", true)]
    [InlineData("Message/card", true)]
    [InlineData("messageUpdate", false)]
    [InlineData(null, false)]
    public void A_subtype_counts_as_its_type(string? type, bool isMessage) =>
        Assert.Equal(isMessage, new Activity(type).AsMessageActivity() != null);

    [Fact]
    public void A_trace_is_labelled_with_the_member_that_made_it()
    {
        var trace = Activity.CreateTraceActivity("name", value: 3);

        Assert.Equal(nameof(A_trace_is_labelled_with_the_member_that_made_it), trace.Label);
        Assert.Equal("Int32", trace.ValueType);
    }

    [Fact]
    public void Content_is_text_summary_attachments_or_channel_data()
    {
        Assert.False(new Activity("message") { Text = " ", Attachments = [] }.HasContent());
        Assert.True(new Activity("message") { Text = "x" }.HasContent());
        Assert.True(new Activity("message") { Attachments = [new Attachment()] }.HasContent());
        Assert.True(new Activity("message") { ChannelData = new object() }.HasContent());
    }
}
