using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>Takes each activity once. The row commits with the turn: what rolled back can be delivered again.</summary>
public sealed class Inbox(ClientBotDb db, TimeProvider clock)
{
    /// <summary>False when this activity was taken before. One without an id can't be told from another, and is always taken.</summary>
    public async Task<bool> TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activity.Id)) return true;
        var key = $"{activity.Conversation.Id}|{activity.Id}";
        var now = clock.Milliseconds();
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO inbox (channel, key, received_at) VALUES ({activity.ChannelId}, {key}, {now}) ON CONFLICT DO NOTHING", cancellationToken) > 0;
    }
}
