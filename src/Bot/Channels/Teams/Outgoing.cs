using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Activities as Teams wants them. Text and attachments go as two: Teams would split them itself, and then gives back no
/// id by which the card could be updated.
/// </summary>
internal static class Outgoing
{
    private const int LongestSummary = 120;

    public static IReadOnlyList<Activity> Parts(Activity activity, Address to)
    {
        var whole = Addressed(activity, to);
        if (string.IsNullOrWhiteSpace(whole.Text) || whole.Attachments is not { Count: > 0 }) return [whole];
        var words = Addressed(activity, to);
        words.Attachments = null;
        words.SuggestedActions = null;
        whole.Text = null;
        return [words, whole];
    }

    /// <summary>For an update, where one message must stay one: the card wins.</summary>
    public static Activity Single(Activity activity, Address to) => Parts(activity, to)[^1];

    private static Activity Addressed(Activity activity, Address to)
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
        if (copy.Attachments is { Count: > 0 } && string.IsNullOrWhiteSpace(copy.Summary)) copy.Summary = SummaryOf(copy.Text);
        return copy;
    }

    private static string SummaryOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "A message from ClientBot" : text.Shortened(LongestSummary, "…");
}
