using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Storage;

/// <summary>
/// The data keys. A case's texts are sealed with its own key; the key is wrapped by ASP.NET's data protection, whose
/// ring lies outside the database. Whoever has only the database, or only the ring, reads nothing.
/// Keys are not kept in memory between scopes: another replica, or a lookup that began before the forgetting, would
/// bring a destroyed one back.
/// </summary>
public sealed class Vault(ClientBotDb db, IDataProtectionProvider protection, TimeProvider clock, Ids ids)
{
    internal const string Purpose = "ClientBot.DataKeys.v1";
    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    // Made in this scope, and perhaps not saved yet.
    private readonly Dictionary<string, Seal> _made = [];

    /// <summary>A new key; its row is saved with the next SaveChanges.</summary>
    public Seal New() => Make(null);

    /// <summary>The key for messages that quote several cases of one person. Forgetting any of these cases destroys it.</summary>
    public async Task<Seal> OfPersonAsync(string personId, CancellationToken cancellationToken) =>
        await db.Set<DataKey>().AsNoTracking().FirstOrDefaultAsync(k => k.PersonId == personId, cancellationToken) is { } row
            ? new Seal(row.Id, _protector.Unprotect(row.Wrapped))
            : Make(personId);

    /// <summary>The seal with this id, or null when the key was destroyed: then nothing sealed with it can be read any more.</summary>
    public async Task<Seal?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue(id, out var made)) return made;
        var wrapped = await db.Set<DataKey>().Where(k => k.Id == id).Select(k => k.Wrapped).FirstOrDefaultAsync(cancellationToken);
        return wrapped is null ? null : new Seal(id, _protector.Unprotect(wrapped));
    }

    /// <summary>The seal of a key that the caller's own query brought along.</summary>
    public Seal Opened(string id, byte[] wrapped) => _made.TryGetValue(id, out var made) ? made : new Seal(id, _protector.Unprotect(wrapped));

    /// <summary>Destroys the key at once, within the current transaction; <see cref="Scrub"/> then wipes what the files still hold of it.</summary>
    public async Task DestroyAsync(string id, CancellationToken cancellationToken)
    {
        _made.Remove(id);
        var now = clock.Milliseconds();
        if (await db.Set<DataKey>().Where(k => k.Id == id).ExecuteDeleteAsync(cancellationToken) > 0)
            await db.Database.ExecuteSqlAsync($"INSERT INTO destroyed_keys (id, at) VALUES ({id}, {now}) ON CONFLICT DO NOTHING", cancellationToken);
    }

    private Seal Make(string? personId)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var row = new DataKey { Id = ids.New(), Wrapped = _protector.Protect(key), PersonId = personId };
        db.Add(row);
        return _made[row.Id] = new Seal(row.Id, key);
    }
}
