using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.People;

/// <summary>What one activity says about its sender and its conversation.</summary>
internal sealed record Heard(
    string Channel, string Tenant, string UserId, string? Name, string? Zone, string ConversationId, ConversationKind Kind, string ServiceUrl, string BotId)
{
    /// <summary>Tenants as Teams tells them (channelData.tenant.id); other channels put theirs into conversation.tenantId.</summary>
    public static Heard In(Activity activity) => new(
        activity.ChannelId,
        TenantOf(activity),
        activity.From.Id,
        string.IsNullOrWhiteSpace(activity.From.Name) ? null : activity.From.Name,
        ZoneOf(activity),
        activity.Conversation.Id,
        KindOf(activity.Conversation),
        activity.ServiceUrl ?? "",
        activity.Recipient?.Id ?? "");

    public static string TenantOf(Activity activity) =>
        activity.Conversation?.TenantId
        ?? (activity.ChannelData as JObject)?.SelectToken("tenant.id")?.ToString()
        ?? "";

    private static ConversationKind KindOf(ConversationAccount conversation) => conversation.ConversationType switch
    {
        "channel" => ConversationKind.Channel,
        "groupChat" => ConversationKind.Group,
        "personal" => ConversationKind.Personal,
        null or "" => conversation.IsGroup == true ? ConversationKind.Group : ConversationKind.Personal,
        // A kind that nobody told us of: more than one person may read there.
        _ => ConversationKind.Group,
    };

    // Teams sends the user's zone with every message (entities, clientInfo); other channels use localTimezone.
    private static string? ZoneOf(Activity activity) =>
        activity.Entities?.FirstOrDefault(e => e.Type == "clientInfo")?.Properties?["timezone"]?.ToString() ?? activity.LocalTimezone;
}
