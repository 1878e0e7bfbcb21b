using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace ClientBot.BotBuilder.Tests.Schema;

public class MentionTests
{
    [Fact]
    public void The_bots_own_mention_goes_and_the_others_stay()
    {
        var activity = Message("<at>Bot</at> ask <at>Ann</at>", ("bot", "<at>Bot</at>"), ("ann", "<at>Ann</at>"));

        Assert.Equal("ask <at>Ann</at>", activity.RemoveRecipientMention());
        Assert.Equal("ask <at>Ann</at>", activity.Text);
    }

    [Fact]
    public void A_name_with_signs_of_a_pattern_is_taken_literally()
    {
        var activity = Message("<at>Bot (test)</at> hello", ("bot", "<at>Bot (test)</at>"));

        Assert.Equal("hello", activity.RemoveRecipientMention());
    }

    [Fact]
    public void A_message_without_mentions_keeps_its_text()
    {
        var activity = new Activity("message") { Text = " hello ", Recipient = new ChannelAccount("bot") };

        Assert.Equal(" hello ", activity.RemoveRecipientMention());
        Assert.Empty(activity.GetMentions());
    }

    [Fact]
    public void Mentions_are_found_by_id()
    {
        var activity = Message("<at>Bot</at> hi", ("bot", "<at>Bot</at>"));

        Assert.True(activity.MentionsRecipient());
        Assert.True(activity.MentionsId("bot"));
        Assert.False(activity.MentionsId("ann"));
    }

    private static Activity Message(string text, params (string Id, string Text)[] mentions)
    {
        var json = JsonConvert.SerializeObject(new
        {
            type = "message",
            text,
            recipient = new { id = "bot" },
            entities = mentions.Select(mention => new { type = "mention", text = mention.Text, mentioned = new { id = mention.Id } }),
        });
        return JsonConvert.DeserializeObject<Activity>(json)!;
    }
}
