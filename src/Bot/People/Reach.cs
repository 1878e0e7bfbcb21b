using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.People;

/// <summary>Finds where a person can be spoken to: a conversation whose platform and tenant know them.</summary>
public sealed class Reach(ClientBotDb db)
{
    /// <summary>
    /// The person's 1:1 chat, on the platform of <paramref name="near"/> if they have one there; else a conversation of a
    /// platform that knows them, from which Delivery opens it; null where no platform does.
    /// </summary>
    public async Task<Address?> NearAsync(string personId, Address? near, CancellationToken cancellationToken)
    {
        var chats = await db.Set<Address>().AsNoTracking().Where(a => a.PersonId == personId && a.Kind == ConversationKind.Personal).ToListAsync(cancellationToken);
        if (chats.OrderBy(a => a.Unreachable is not null).ThenByDescending(a => IsOf(near, a.Channel, a.Tenant)).ThenByDescending(a => a.Id, StringComparer.Ordinal).FirstOrDefault() is { } chat)
            return chat;
        foreach (var identity in await db.Set<Identity>().AsNoTracking().Where(i => i.PersonId == personId).ToListAsync(cancellationToken))
        {
            if (IsOf(near, identity.Channel, identity.Tenant)) return near;
            var some = await db.Set<Address>().AsNoTracking().Where(a => a.Channel == identity.Channel && a.Tenant == identity.Tenant).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
            if (some is not null) return some;
        }

        return null;
    }

    private static bool IsOf(Address? near, string channel, string tenant) => near?.Channel == channel && near.Tenant == tenant;
}
