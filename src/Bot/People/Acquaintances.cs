using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBot.People;

/// <summary>
/// Knows people and conversations from what every activity says of them; makes rows for new ones and refreshes those
/// that changed, saved with the turn. A remembered row that still says the same costs no query.
/// </summary>
public sealed class Acquaintances(ClientBotDb db, IMemoryCache cache, IExclusive exclusive, Ids ids)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly Compiled<Func<ClientBotDb, string, string, string, Task<Person?>>> FindPerson = new(() => EF.CompileAsyncQuery(
        (ClientBotDb db, string channel, string tenant, string userId) => db.Set<Identity>()
            .Where(i => i.Channel == channel && i.Tenant == tenant && i.UserId == userId).Join(db.Set<Person>(), i => i.PersonId, p => p.Id, (_, p) => p).FirstOrDefault()));

    private static readonly Compiled<Func<ClientBotDb, string, string, string, Task<Address?>>> FindAddress = new(() => EF.CompileAsyncQuery(
        (ClientBotDb db, string channel, string tenant, string conversationId) => db.Set<Address>()
            .FirstOrDefault(a => a.Channel == channel && a.Tenant == tenant && a.ConversationId == conversationId)));

    public async Task<Sender> MeetAsync(Activity activity, CancellationToken cancellationToken)
    {
        var heard = Heard.In(activity);
        var key = ("sender", heard.Channel, heard.Tenant, heard.UserId, heard.ConversationId);
        if (cache.TryGetValue(key, out Acquaintance? known) && known!.Heard == heard) return known.Sender;

        var person = await MeetPersonAsync(heard, cancellationToken);
        var address = await MeetAddressAsync(heard, person);
        var sender = new Sender(person, address);
        _pending = (key, new Acquaintance(heard, sender));
        return sender;
    }

    /// <summary>Called after the commit: what was rolled back must not be remembered.</summary>
    public void Remember()
    {
        if (_pending is not { } pending) return;
        cache.Set(pending.Key, pending.Value, new MemoryCacheEntryOptions { SlidingExpiration = Remembered, Size = 1 });
        _pending = null;
    }

    private (object Key, Acquaintance Value)? _pending;

    private async Task<Person> MeetPersonAsync(Heard heard, CancellationToken cancellationToken)
    {
        var person = await FindPerson.For(db)(db, heard.Channel, heard.Tenant, heard.UserId);
        if (person is null && await exclusive.AlsoAsync(db, Locks.Identity(heard.Channel, heard.Tenant, heard.UserId), cancellationToken))
            person = await FindPerson.For(db)(db, heard.Channel, heard.Tenant, heard.UserId);
        if (person is null)
        {
            person = new Person { Id = ids.New(), Name = heard.Name ?? "", Zone = heard.Zone };
            db.Add(person);
            db.Add(new Identity { Channel = heard.Channel, Tenant = heard.Tenant, UserId = heard.UserId, PersonId = person.Id });
            return person;
        }

        if (heard.Name is { } name) person.Name = name;
        if (heard.Zone is { } zone) person.Zone = zone;
        return person;
    }

    private async Task<Address> MeetAddressAsync(Heard heard, Person person)
    {
        var address = await FindAddress.For(db)(db, heard.Channel, heard.Tenant, heard.ConversationId);
        if (address is null)
        {
            address = new Address
            {
                Id = ids.New(), Channel = heard.Channel, Tenant = heard.Tenant, ConversationId = heard.ConversationId, Kind = heard.Kind,
                ServiceUrl = heard.ServiceUrl, BotId = heard.BotId,
            };
            db.Add(address);
        }

        address.ServiceUrl = heard.ServiceUrl;
        address.BotId = heard.BotId;
        address.Kind = heard.Kind;
        address.Unreachable = null;
        if (heard.Kind == ConversationKind.Personal)
        {
            address.PersonId = person.Id;
            address.UserId = heard.UserId;
        }

        return address;
    }

    private sealed record Acquaintance(Heard Heard, Sender Sender);
}
