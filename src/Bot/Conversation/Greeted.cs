using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Conversation;

/// <summary>Which conversations were welcomed.</summary>
public sealed class Greeted(ClientBotDb db)
{
    public async Task<bool> FirstTimeAsync(Address address, CancellationToken cancellationToken)
    {
        if (db.Entry(address).State == EntityState.Added) return address.Welcomed = true;
        return await db.Set<Address>().Where(a => a.Id == address.Id && !a.Welcomed).ExecuteUpdateAsync(a => a.SetProperty(x => x.Welcomed, true), cancellationToken) > 0;
    }
}
