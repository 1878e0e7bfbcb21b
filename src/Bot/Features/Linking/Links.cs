using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Linking;

/// <summary>Makes two persons one, and two again. Everything here happens in the caller's transaction.</summary>
public sealed class Links(ClientBotDb db, IExclusive exclusive, TimeProvider clock, Ids ids)
{
    /// <summary>
    /// The newer person's identities, chats, cases and places in teams become the older one's. Null, and nothing happens,
    /// where the two were parted before, or an escalation names the newer one just now: it would lose its way to them.
    /// </summary>
    public async Task<Link?> MakeAsync(string one, string other, string reason, CancellationToken cancellationToken)
    {
        var (to, from) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        await exclusive.AlsoAsync(db, Locks.Links, cancellationToken);
        await exclusive.AlsoAsync(db, Locks.Cases(to), cancellationToken);
        await exclusive.AlsoAsync(db, Locks.Cases(from), cancellationToken);
        if (to == from || await WereParted(to, from, cancellationToken) || await IsAskedForAsync(from, cancellationToken)) return null;
        var link = new Link { Id = ids.New(), At = clock.Milliseconds(), Reason = reason, FromId = from, ToId = to, Moved = (await MoveAsync(from, to, cancellationToken)).Write() };
        db.Add(link);
        await db.SaveChangesAsync(cancellationToken);
        return link;
    }

    /// <summary>
    /// Parts the person again: identities, chats and cases that were the other's go back. A place in a team, or among those
    /// whom it asks, stays with the person: who was meant, only the team can say. False where there is nothing to undo.
    /// </summary>
    public async Task<bool> UndoAsync(Person person, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Links, cancellationToken);
        await exclusive.AlsoAsync(db, Locks.Cases(person.Id), cancellationToken);
        var link = await db.Set<Link>().Where(l => l.ToId == person.Id && l.UndoneAt == null).OrderByDescending(l => l.Id).FirstOrDefaultAsync(cancellationToken);
        if (link is null || await IsAskedForAsync(person.Id, cancellationToken)) return false;
        link.UndoneAt = clock.Milliseconds();
        await db.SaveChangesAsync(cancellationToken);
        await GiveAsync(link.Read(), link.FromId, cancellationToken);
        return true;
    }

    /// <summary>What a process that had not heard of a link yet has done since for the person who is no more.</summary>
    public async Task FollowAsync(Link link, CancellationToken cancellationToken)
    {
        var late = await MoveAsync(link.FromId, link.ToId, cancellationToken);
        var before = link.Read();
        link.Moved = new Moved(before.Identities, [.. before.Addresses, .. late.Addresses], [.. before.Cases, .. late.Cases], [.. before.Keys, .. late.Keys], before.Teams).Write();
    }

    private Task<bool> WereParted(string to, string from, CancellationToken cancellationToken) =>
        db.Set<Link>().AnyAsync(l => l.UndoneAt != null && ((l.ToId == to && l.FromId == from) || (l.ToId == from && l.FromId == to)), cancellationToken);

    private Task<bool> IsAskedForAsync(string person, CancellationToken cancellationToken) => db.Set<HelpRequest>().AnyAsync(
        r => r.EndedAt == null && (r.AskerId == person || r.OwnerId == person || r.Policy.Contains(person) || db.Set<AskedPerson>().Any(a => a.RequestId == r.Id && a.PersonId == person)), cancellationToken);

    private async Task<Moved> MoveAsync(string from, string to, CancellationToken cancellationToken)
    {
        var identities = await db.Set<Identity>().AsNoTracking().Where(i => i.PersonId == from).ToListAsync(cancellationToken);
        var moved = new Moved(
            identities.ConvertAll(i => new[] { i.Channel, i.Tenant, i.UserId }),
            await db.Set<Address>().Where(a => a.PersonId == from).Select(a => a.Id).ToListAsync(cancellationToken),
            await db.Set<Case>().Where(c => c.PersonId == from).Select(c => c.Id).ToListAsync(cancellationToken),
            await db.Set<DataKey>().Where(k => k.PersonId == from).Select(k => k.Id).ToListAsync(cancellationToken),
            await db.Set<TeamMember>().Where(m => m.PersonId == from && !db.Set<TeamMember>().Any(o => o.TeamId == m.TeamId && o.PersonId == to)).Select(m => m.TeamId).ToListAsync(cancellationToken));
        await GiveAsync(moved, to, cancellationToken);
        // Whom a team asks is kept as ids in its settings: the next escalation asks the one person they are now.
        await db.Set<Team>().Where(t => t.Policy != null && t.Policy.Contains(from)).ExecuteUpdateAsync(
            t => t.SetProperty(x => x.Policy, x => x.Policy!.Replace(from, to)).SetProperty(x => x.Version, x => x.Version + 1), cancellationToken);
        await db.Set<Absence>().Where(a => a.DeputyId == from).ExecuteUpdateAsync(a => a.SetProperty(x => x.DeputyId, to), cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE absences SET person_id = {to} WHERE person_id = {from} AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.person_id = {to})", cancellationToken);
        await db.Set<TeamMember>().Where(m => m.PersonId == from && moved.Teams.Contains(m.TeamId)).ExecuteUpdateAsync(m => m.SetProperty(x => x.PersonId, to), cancellationToken);
        // What is on its way, and what stands in a chat already: cards are found by whose they are, and by their platform.
        await db.Set<OutboxEntry>().Where(e => e.PersonId == from && e.DoneAt == null).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.PersonId, to).SetProperty(x => x.Lane, x => x.Lane.Replace(from, to)), cancellationToken);
        await db.Set<ShownCard>().Where(c => c.Lane.StartsWith(from)).ExecuteUpdateAsync(c => c.SetProperty(x => x.Lane, x => x.Lane.Replace(from, to)), cancellationToken);
        return moved;
    }

    private async Task GiveAsync(Moved moved, string to, CancellationToken cancellationToken)
    {
        foreach (var (channel, tenant, user) in moved.Identities.Select(i => (i[0], i[1], i[2])))
            await db.Set<Identity>().Where(i => i.Channel == channel && i.Tenant == tenant && i.UserId == user).ExecuteUpdateAsync(i => i.SetProperty(x => x.PersonId, to), cancellationToken);
        await db.Set<Address>().Where(a => moved.Addresses.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.PersonId, to), cancellationToken);
        await db.Set<Case>().Where(c => moved.Cases.Contains(c.Id)).ExecuteUpdateAsync(c => c.SetProperty(x => x.PersonId, to), cancellationToken);
        await db.Set<DataKey>().Where(k => moved.Keys.Contains(k.Id)).ExecuteUpdateAsync(k => k.SetProperty(x => x.PersonId, to), cancellationToken);
    }
}
