using System.Text.RegularExpressions;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Playground;

/// <summary>Makes activities of what the page posts, as Teams would make them.</summary>
internal sealed partial class PlaygroundInbound(PlaygroundTranscripts transcripts, Ids ids, TimeProvider clock)
{
    /// <summary>Words: they stand in the transcript as they were typed, and the bot gets its mentions marked.</summary>
    public (Activity Activity, bool ForBot) Words(PlaygroundConversation conversation, PlaygroundMember from, PlaygroundPost post)
    {
        var typed = post.Text!;
        var activity = Begin(ActivityTypes.Message, conversation, from, post);
        activity.Text = Mention().Replace(typed, m => Marked(Mentioned(m)));
        activity.TextFormat = TextFormatTypes.Plain;
        activity.Entities = [.. Mention().Matches(typed).Select(Mentioned).Distinct().Select(Entity)];
        activity.Id = transcripts.Add(conversation, from, new Activity { Type = ActivityTypes.Message, Text = typed, TextFormat = TextFormatTypes.Plain });
        return (activity, conversation.IsPersonal || Mention().Matches(typed).Any(m => Mentioned(m) == PlaygroundCast.Bot));
    }

    /// <summary>A command to the bot that leaves nothing in the transcript.</summary>
    public Activity Command(PlaygroundConversation conversation, PlaygroundMember from, string command)
    {
        var activity = Begin(ActivityTypes.Message, conversation, from, null);
        activity.Text = $"{Marked(PlaygroundCast.Bot)} {command}";
        activity.TextFormat = TextFormatTypes.Plain;
        activity.Entities = [Entity(PlaygroundCast.Bot)];
        return activity;
    }

    /// <summary>A button of a card: nobody sees it but the bot.</summary>
    public Activity Press(PlaygroundConversation conversation, PlaygroundMember from, PlaygroundPost post)
    {
        var activity = Begin(ActivityTypes.Message, conversation, from, post);
        activity.Value = post.Value;
        activity.ReplyToId = post.ReplyToId;
        return activity;
    }

    /// <summary>An invoke; null when it is about a message that isn't in the transcript.</summary>
    public Activity? Invoke(PlaygroundConversation conversation, PlaygroundMember from, PlaygroundPost post)
    {
        var activity = Begin(ActivityTypes.Invoke, conversation, from, post);
        activity.Name = post.Name;
        activity.ReplyToId = post.ReplyToId;
        activity.Value = post.Value ?? [];
        if (post.MessageId is null) return activity;
        if (transcripts.Find(conversation, post.MessageId) is not { } message) return null;
        activity.Value = JObject.FromObject(new MessagingExtensionAction(
            data: post.Value?["data"], commandId: "deescalate", commandContext: "message", messagePayload: Payload(message)));
        return activity;
    }

    /// <summary>That the people and the bot came together here.</summary>
    public Activity Joined(PlaygroundConversation conversation, PlaygroundMember by)
    {
        var activity = Begin(ActivityTypes.ConversationUpdate, conversation, by, null);
        activity.MembersAdded = [.. conversation.Members.Append(PlaygroundCast.Bot).Select(m => m.Account())];
        return activity;
    }

    private Activity Begin(string type, PlaygroundConversation conversation, PlaygroundMember from, PlaygroundPost? post)
    {
        var now = clock.GetUtcNow();
        var zone = ZoneOf(post?.Timezone);
        return new Activity
        {
            Type = type,
            Id = ids.New(),
            ChannelId = PlaygroundCast.ChannelId,
            ServiceUrl = PlaygroundCast.ServiceUrl,
            Timestamp = now,
            LocalTimestamp = TimeZoneInfo.ConvertTime(now, zone),
            LocalTimezone = zone.HasIanaId ? zone.Id : null,
            From = from.Account(RoleTypes.User),
            Recipient = PlaygroundCast.Bot.Account(RoleTypes.Bot),
            Conversation = conversation.Account,
        };
    }

    // The page runs on this computer: where its zone isn't known here, this computer's own is right.
    private static TimeZoneInfo ZoneOf(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Local;

    private static MessageActionsPayload Payload(Activity message) => new(
        id: message.Id,
        messageType: "message",
        createdDateTime: message.Timestamp?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        from: new MessageActionsPayloadFrom(user: new MessageActionsPayloadUser(id: message.From.Id, displayName: message.From.Name)),
        body: new MessageActionsPayloadBody(contentType: "text", content: message.Text ?? ""));

    private static PlaygroundMember Mentioned(Match match) =>
        PlaygroundCast.Everybody.First(m => string.Equals(m.Name, match.Groups[1].Value, StringComparison.OrdinalIgnoreCase));

    private static string Marked(PlaygroundMember member) => $"<at>{member.Name}</at>";

    private static Entity Entity(PlaygroundMember member) => new("mention")
    {
        Properties = JObject.FromObject(new { mentioned = new { id = member.Id, name = member.Name }, text = Marked(member) }),
    };

    [GeneratedRegex(@"(?<!\w)@(ClientBot|Maria Lopez|Alex Kim)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
