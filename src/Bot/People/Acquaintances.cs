using System.Data.Common;
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

    private static readonly Statement FindPerson = new(
        "SELECT p.id, p.name, p.zone, p.default_team_id FROM identities i JOIN persons p ON p.id = i.person_id WHERE i.channel = @0 AND i.tenant = @1 AND i.user_id = @2", 3);

    private static readonly Statement FindAddress = new(
        "SELECT id, channel, tenant, conversation_id, kind, service_url, bot_id, person_id, user_id, unreachable, welcomed, has_guests FROM addresses "
        + "WHERE channel = @0 AND tenant = @1 AND conversation_id = @2", 3);

    public async Task<Sender> MeetAsync(Activity activity, CancellationToken cancellationToken)
    {
        var heard = Heard.In(activity);
        var key = ("sender", heard.Channel, heard.Tenant, heard.UserId, heard.ConversationId);
        if (cache.TryGetValue(key, out Acquaintance? known) && known!.Heard == heard) return known.Sender;

        var person = await MeetPersonAsync(heard, cancellationToken);
        var address = await MeetAddressAsync(heard, person, cancellationToken);
        if (address is { Kind: ConversationKind.Channel, HasGuests: false }) await JoinAsync(person, address, cancellationToken);
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

    /// <summary>Called where somebody turned out to be somebody else: nobody is who they were a moment ago.</summary>
    public void Forget() => (cache as MemoryCache)?.Clear();

    private (object Key, Acquaintance Value)? _pending;

    private async Task<Person> MeetPersonAsync(Heard heard, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(heard, cancellationToken);
        if (person is null && await exclusive.AlsoAsync(db, Locks.Identity(heard.Channel, heard.Tenant, heard.UserId), cancellationToken))
            person = await PersonAsync(heard, cancellationToken);
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

    // Who speaks in a team's channel is of that team.
    private async Task JoinAsync(Person person, Address where, CancellationToken cancellationToken) => await db.Database.ExecuteSqlAsync(
        $"INSERT INTO team_members (team_id, person_id, is_manager) SELECT c.team_id, {person.Id}, FALSE FROM team_channels c JOIN addresses a ON a.id = c.address_id WHERE a.channel = {where.Channel} AND a.tenant = {where.Tenant} AND a.conversation_id = {where.RoomId} ON CONFLICT DO NOTHING",
        cancellationToken);

    private async Task<Address> MeetAddressAsync(Heard heard, Person person, CancellationToken cancellationToken)
    {
        var address = await FindAddress.FirstAsync(db, ReadAddress, [heard.Channel, heard.Tenant, heard.ConversationId], cancellationToken);
        if (address is not null) db.Entry(address).State = EntityState.Unchanged;
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

    private async Task<Person?> PersonAsync(Heard heard, CancellationToken cancellationToken)
    {
        var person = await FindPerson.FirstAsync(
            db, static r => new Person { Id = r.GetString(0), Name = r.GetString(1), Zone = r.Text(2), DefaultTeamId = r.Text(3) }, [heard.Channel, heard.Tenant, heard.UserId], cancellationToken);
        if (person is not null) db.Entry(person).State = EntityState.Unchanged;
        return person;
    }

    private static Address ReadAddress(DbDataReader row) => new()
    {
        Id = row.GetString(0), Channel = row.GetString(1), Tenant = row.GetString(2), ConversationId = row.GetString(3), Kind = Enum.Parse<ConversationKind>(row.GetString(4)),
        ServiceUrl = row.GetString(5), BotId = row.GetString(6), PersonId = row.Text(7), UserId = row.Text(8), Unreachable = row.Text(9), Welcomed = row.GetBoolean(10), HasGuests = row.GetBoolean(11),
    };

    private sealed record Acquaintance(Heard Heard, Sender Sender);
}
