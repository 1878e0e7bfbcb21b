using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Teams;

/// <summary>Activities as Teams wants them.</summary>
internal static class Outgoing
{
    /// <summary>
    /// Text beside a card: Teams makes two messages of it and gives back one id, so that the other could be neither updated
    /// nor taken back. What is to be read belongs into the card.
    /// </summary>
    public static bool IsTwo(Activity activity) => !string.IsNullOrWhiteSpace(activity.Text) && activity.Attachments is { Count: > 0 };

    public static Activity Addressed(Activity activity, Address to)
    {
        var copy = Wire.Read(Wire.Write(activity));
        copy.Id = null;
        copy.ChannelId = to.Channel;
        copy.ServiceUrl = to.ServiceUrl;
        copy.Conversation = new ConversationAccount(id: to.ConversationId) { TenantId = to.Tenant.Length > 0 ? to.Tenant : null };
        copy.From = to.BotId.Length > 0 ? new ChannelAccount(to.BotId) : null;
        copy.Recipient = to.UserId is { } user ? new ChannelAccount(user) : null;
        // Ephemeral is a word between us and Delivery; Teams has no such delivery and may refuse what it does not know.
        copy.DeliveryMode = null;
        // What a phone shows of a card before it is opened.
        if (copy.Attachments is { Count: > 0 } && string.IsNullOrWhiteSpace(copy.Summary)) copy.Summary = "A message from ClientBot";
        return copy;
    }
}
