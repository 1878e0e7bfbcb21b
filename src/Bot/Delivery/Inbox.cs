using System.Text;
using ClientBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Bot.Schema;

namespace ClientBot.Delivery;

/// <summary>
/// Takes each activity once. The row commits with the turn: what rolled back can be delivered again. A platform that is
/// answered before the turn has its request kept here first; the turn that takes it drops what was kept.
/// </summary>
public sealed class Inbox(ClientBotDb db, IExclusive exclusive, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a process may be at what it received before another follows it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(60);

    private const string Purpose = "ClientBot.Inbox.v1";

    private static readonly Statement Take = new(
        "INSERT INTO inbox (channel, key, received_at, attempts) VALUES (@0, @1, @2, 0) "
        + "ON CONFLICT (channel, key) DO UPDATE SET payload = NULL, due_at = NULL WHERE inbox.payload IS NOT NULL", 3);

    private static readonly Statement Keep = new(
        "INSERT INTO inbox (channel, key, received_at, payload, due_at, attempts) VALUES (@0, @1, @2, @3, @4, 0) ON CONFLICT DO NOTHING", 5);

    private static readonly Statement Drop = new("UPDATE inbox SET payload = NULL, due_at = NULL WHERE channel = @0 AND key = @1 AND payload IS NOT NULL", 2);

    /// <summary>False when this activity was taken before. One without an id can't be told from another, and is always taken.</summary>
    /// <param name="activity">What a turn is about to answer.</param>
    /// <param name="key">What was kept of it, where it was kept before it became an activity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> TakeAsync(Activity activity, string? key, CancellationToken cancellationToken)
    {
        if (key is null && string.IsNullOrEmpty(activity.Id)) return true;
        key ??= $"{activity.Conversation.Id}|{activity.Id}";
        return await Take.RunAsync(db, [activity.ChannelId, key, clock.Milliseconds()], cancellationToken) > 0;
    }

    /// <summary>Keeps a request until a turn has taken it. False when it came before, whether or not it was answered since.</summary>
    public async Task<bool> KeepAsync(Received received, CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        var payload = protection.CreateProtector(Purpose).Protect(Encoding.UTF8.GetBytes(received.Body));
        // The platform waits for its acknowledgement: turns and sendings that wait can wait a little longer.
        using var write = await exclusive.WriteSoonAsync(cancellationToken);
        return await Keep.RunAsync(db, [received.Channel, received.Key, now, payload, now + Claim.InMilliseconds()], cancellationToken) > 0;
    }

    /// <summary>Lets go of a request that no turn is to answer.</summary>
    public async Task DropAsync(Received received, CancellationToken cancellationToken)
    {
        using var write = await exclusive.WriteAsync(cancellationToken);
        await Drop.RunAsync(db, [received.Channel, received.Key], cancellationToken);
    }

    internal Received Open(InboxEntry entry) =>
        new(entry.Channel, entry.Key, Encoding.UTF8.GetString(protection.CreateProtector(Purpose).Unprotect(entry.Payload!)));
}

/// <summary>A request as it came: its channel, what the platform repeats on redelivery, and its body.</summary>
public sealed record Received(string Channel, string Key, string Body);
