using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.People;

/// <summary>Finds colleagues by how somebody names them: a mention, or the name a platform told.</summary>
public sealed class Colleagues(ClientBotDb db, IExclusive exclusive, Ids ids)
{
    public const int MostListed = 50;

    /// <summary>The people a message mentions, but for the bot, known or not until now.</summary>
    public async Task<List<Person>> MentionedAsync(Activity activity, Address where, CancellationToken cancellationToken)
    {
        var people = new List<Person>();
        foreach (var mention in activity.GetMentions().Where(m => m.Mentioned?.Id is { Length: > 0 } id && id != activity.Recipient?.Id))
            people.Add(await MeetAsync(where.Channel, where.Tenant, mention.Mentioned.Id, mention.Mentioned.Name, cancellationToken));
        return [.. people.DistinctBy(p => p.Id)];
    }

    /// <summary>Those whose whole name, or whose first name, begins the text; the longest match alone where one name holds another.</summary>
    public async Task<List<Person>> NamedAsync(string text, Address near, CancellationToken cancellationToken)
    {
        var start = text.TrimStart('@', ' ');
        if (start.Length == 0) return [];
        var people = await KnownAsync(near, cancellationToken);
        var whole = people.Where(p => Begins(start, p.Name)).OrderByDescending(p => p.Name.Length).Take(1).ToList();
        return whole.Count > 0 ? whole : [.. people.Where(p => Begins(start, p.Name.Split(' ')[0]))];
    }

    /// <summary>The people of this platform and tenant, by name.</summary>
    public Task<List<Person>> KnownAsync(Address near, CancellationToken cancellationToken) =>
        db.Set<Identity>().AsNoTracking().Where(i => i.Channel == near.Channel && i.Tenant == near.Tenant)
            .Join(db.Set<Person>(), i => i.PersonId, p => p.Id, (_, p) => p).Where(p => p.Name != "").Distinct().OrderBy(p => p.Name).Take(MostListed).ToListAsync(cancellationToken);

    public async Task<Person> MeetAsync(string channel, string tenant, string userId, string? name, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Identity(channel, tenant, userId), cancellationToken);
        var known = await db.Set<Identity>().Where(i => i.Channel == channel && i.Tenant == tenant && i.UserId == userId)
            .Join(db.Set<Person>(), i => i.PersonId, p => p.Id, (_, p) => p).FirstOrDefaultAsync(cancellationToken);
        if (known is not null) return known;
        var person = new Person { Id = ids.New(), Name = name ?? "" };
        db.Add(person);
        db.Add(new Identity { Channel = channel, Tenant = tenant, UserId = userId, PersonId = person.Id });
        // The turn that mentions somebody for the first time looks for them in the database, too.
        await db.SaveChangesAsync(cancellationToken);
        return person;
    }

    private static bool Begins(string text, string name) =>
        name.Length > 0 && text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));
}
