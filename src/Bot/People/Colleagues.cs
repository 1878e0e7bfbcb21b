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

    /// <summary>
    /// Those whose whole name, or whose first name, begins the text: the longest match, and all who bear it. A first name in front of other
    /// words counts with "@", before a comma or colon, or spelled as the name is: "will they sue" asks nobody called Will.
    /// </summary>
    public async Task<List<Person>> NamedAsync(string text, Address near, CancellationToken cancellationToken)
    {
        var start = text.TrimStart('@', ' ');
        var first = new string([.. start.TakeWhile(IsOfName)]);
        if (first.Length == 0) return [];
        var lower = first.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL's own lower(), which knows no culture.
        var people = await Known(near).Where(p => p.Name.StartsWith(first) || p.Name.ToLower().StartsWith(lower)).Take(MostListed).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
        var whole = people.FindAll(p => p.Name.Contains(' ', StringComparison.Ordinal) && Begins(start, p.Name));
        if (whole.Count > 0) return whole.FindAll(p => p.Name.Length == whole.Max(w => w.Name.Length));
        var rest = start[first.Length..].TrimStart();
        var isMeant = text.TrimStart().StartsWith('@') || rest.Length == 0 || rest[0] is ',' or ':' or '→' or '-';
        var spelling = isMeant ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var named = people.FindAll(p => p.Name.Split(' ')[0].Equals(first, spelling));
        // Who is called just that, before those who are also called something else.
        return named.Exists(p => p.Name.Length == first.Length) ? named.FindAll(p => p.Name.Length == first.Length) : named;
    }

    /// <summary>The people of this platform and tenant, by name.</summary>
    public Task<List<Person>> KnownAsync(Address near, CancellationToken cancellationToken) =>
        Known(near).OrderBy(p => p.Name).Take(MostListed).ToListAsync(cancellationToken);

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

    private IQueryable<Person> Known(Address near) =>
        db.Set<Identity>().AsNoTracking().Where(i => i.Channel == near.Channel && i.Tenant == near.Tenant)
            .Join(db.Set<Person>(), i => i.PersonId, p => p.Id, (_, p) => p).Where(p => p.Name != "").Distinct();

    private static bool Begins(string text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '-' or '\'' or '’' or '.';
}
