using ClientBot.Storage;
using Microsoft.Bot.Schema;

namespace ClientBot.Delivery;

/// <summary>Takes each activity once. The row commits with the turn: what rolled back can be delivered again.</summary>
public sealed class Inbox(ClientBotDb db, TimeProvider clock)
{
    private static readonly Statement Take = new("INSERT INTO inbox (channel, key, received_at) VALUES (@0, @1, @2) ON CONFLICT DO NOTHING", 3);

    /// <summary>False when this activity was taken before. One without an id can't be told from another, and is always taken.</summary>
    public async Task<bool> TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activity.Id)) return true;
        var key = $"{activity.Conversation.Id}|{activity.Id}";
        return await Take.RunAsync(db, [activity.ChannelId, key, clock.Milliseconds()], cancellationToken) > 0;
    }
}
