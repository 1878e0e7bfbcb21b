using System.Text;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>
/// Where features put what is to be said. Nothing is sent here: rows are written in the caller's transaction, and the
/// <see cref="OutboxPump"/> sends them after the commit, at least once.
/// </summary>
public sealed class Outbox(ClientBotDb db, Vault vault, IDataProtectionProvider protection, TimeProvider clock, Ids ids)
{
    internal const string Purpose = "ClientBot.Outbox.v1";
    private readonly IDataProtector _ring = protection.CreateProtector(Purpose);
    private readonly HashSet<string> _lanes = [];

    /// <summary>The lanes that this scope wrote to: to be kicked after the commit.</summary>
    public IReadOnlyCollection<string> Lanes => _lanes;

    /// <summary>Says something in a conversation, to everybody in it. Never with a client's words.</summary>
    public void Tell(Address to, Activity activity, OutboxPriority priority = OutboxPriority.Answer) =>
        Add(to.PersonId is { } person ? LaneOf(person, to) : to.Id, to.Id, null, OutboxKind.Send, activity, priority);

    /// <summary>
    /// Says something to one person: in their 1:1 chat, or where <paramref name="near"/>'s platform can, in that
    /// conversation seen by nobody else.
    /// </summary>
    public void Tell(Person to, Address near, Activity activity, Seal? seal = null, OutboxPriority priority = OutboxPriority.Answer)
    {
        var lane = LaneOf(to.Id, near);
        // What quotes a client must be found again when the case is forgotten.
        ShownCard? card = null;
        if (seal is not null)
        {
            var said = ids.New();
            db.Add(card = new ShownCard { Id = said, Subject = "said:" + said, Lane = lane, DataKeyId = seal.Id });
        }

        Add(lane, near.Id, to.Id, OutboxKind.Send, activity, priority, seal, card);
    }

    /// <summary>Says, once for all that waits, that something did not arrive.</summary>
    internal void Notify(Person to, Address near, Activity activity) => Add(LaneOf(to.Id, near), near.Id, to.Id, OutboxKind.Notice, activity, OutboxPriority.Answer);

    /// <summary>Puts a card about <paramref name="subject"/> before a person, or brings the one that is there up to date.</summary>
    public async Task ShowAsync(
        string subject, Person to, Address near, Activity activity, Seal? seal, CancellationToken cancellationToken, OutboxPriority priority = OutboxPriority.Answer)
    {
        var lane = LaneOf(to.Id, near);
        var card = await ShownAsync(subject, lane, seal, cancellationToken);
        Add(lane, near.Id, to.Id, OutboxKind.Show, activity, priority, seal, card);
    }

    /// <summary>The same before everybody in a channel. Never with a client's words.</summary>
    public async Task ShowAsync(string subject, Address to, Activity activity, CancellationToken cancellationToken, OutboxPriority priority = OutboxPriority.Answer)
    {
        var card = await ShownAsync(subject, to.Id, null, cancellationToken);
        Add(to.Id, to.Id, null, OutboxKind.Show, activity, priority, card: card);
    }

    /// <summary>
    /// Shows a subject anew, below what was said since, so that the phone rings again. The message that showed it until now
    /// becomes <paramref name="left"/>, and stays known as <paramref name="subject"/> with "#" and an id behind it.
    /// </summary>
    public async Task ShowAnewAsync(
        string subject, Person to, Address near, Activity left, Activity activity, Seal? seal, CancellationToken cancellationToken, OutboxPriority priority = OutboxPriority.Answer)
    {
        var lane = LaneOf(to.Id, near);
        if (await db.Set<ShownCard>().AsNoTracking().FirstOrDefaultAsync(c => c.Subject == subject && c.Lane == lane, cancellationToken) is { } before)
        {
            before.Version++;
            await db.Set<ShownCard>().Where(c => c.Id == before.Id).ExecuteUpdateAsync(
                c => c.SetProperty(x => x.Subject, x => x.Subject + "#" + x.Id).SetProperty(x => x.Version, before.Version), cancellationToken);
            Add(lane, near.Id, to.Id, OutboxKind.Leave, left, priority, seal, before);
        }

        await ShowAsync(subject, to, near, activity, seal, cancellationToken, priority);
    }

    /// <summary>Opens the 1:1 chat with a person, without a word. Whoever watches <paramref name="subject"/> hears where that can't be.</summary>
    public void Open(string subject, string personId, Address near)
    {
        var card = new ShownCard { Id = ids.New(), Subject = $"{subject}:{ids.New()}", Lane = LaneOf(personId, near) };
        db.Add(card);
        Add(card.Lane, near.Id, personId, OutboxKind.Open, new Activity { Type = ActivityTypes.Event }, OutboxPriority.Answer, null, card);
    }

    /// <summary>Lets go of the message that shows a subject: the next <see cref="ShowAsync(string, Person, Address, Activity, Seal?, CancellationToken, OutboxPriority)"/> posts it anew, below what was said since.</summary>
    public Task RepostAsync(string subject, CancellationToken cancellationToken) =>
        db.Set<ShownCard>().Where(c => c.Subject == subject).ExecuteUpdateAsync(c => c.SetProperty(x => x.Subject, x => "said:" + x.Id), cancellationToken);

    /// <summary>Deletes the message that shows a subject.</summary>
    public async Task TakeBackAsync(string subject, string personId, CancellationToken cancellationToken)
    {
        var gone = await db.Database.SqlQuery<GoneCard>(
            $"DELETE FROM shown_cards WHERE subject = {subject} RETURNING lane AS \"Lane\", address_id AS \"AddressId\", activity_id AS \"ActivityId\"").ToListAsync(cancellationToken);
        foreach (var card in gone.Where(c => c.ActivityId is not null)) Delete(card.Lane, card.AddressId!, card.ActivityId!, personId);
    }

    /// <summary>
    /// Takes back every message that was sealed with this key: those that wait are dropped, those that were delivered are
    /// deleted. One that is on its way right now finds its row gone, and is deleted once it arrived.
    /// </summary>
    public async Task<Withdrawal> WithdrawAsync(string dataKeyId, string personId, CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<OutboxEntry>().Where(e => e.DataKeyId == dataKeyId && e.Payload != null).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.Payload, (byte[]?)null).SetProperty(x => x.DoneAt, x => x.DoneAt ?? now)
                .SetProperty(x => x.End, x => x.End ?? OutboxEnd.Dropped).SetProperty(x => x.Outcome, "withdrawn"),
            cancellationToken);
        // Deleted and read in one statement: a delivery that is noted meanwhile is either seen here or finds no row.
        var gone = await db.Database.SqlQuery<GoneCard>(
            $"DELETE FROM shown_cards WHERE data_key_id = {dataKeyId} RETURNING lane AS \"Lane\", address_id AS \"AddressId\", activity_id AS \"ActivityId\"").ToListAsync(cancellationToken);
        foreach (var entry in db.ChangeTracker.Entries<ShownCard>().Where(c => c.Entity.DataKeyId == dataKeyId).ToList()) entry.State = EntityState.Detached;
        foreach (var card in gone.Where(c => c.ActivityId is not null)) Delete(card.Lane, card.AddressId!, card.ActivityId!, personId);
        await db.SaveChangesAsync(cancellationToken);
        return new Withdrawal(gone.Count(c => c.ActivityId is not null), gone.Count(c => c is { ActivityId: null, AddressId: not null }));
    }

    /// <summary>Deletes a delivered message at the platform. If that can't be, <paramref name="personId"/> is told.</summary>
    internal void Delete(string lane, string addressId, string activityId, string? personId) =>
        Add(lane, addressId, personId, OutboxKind.Delete, new Activity { Id = activityId }, OutboxPriority.Answer);

    internal async Task<Activity?> ReadAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Payload is not { } payload) return null;
        if (entry.DataKeyId is null) return Wire.Read(Encoding.UTF8.GetString(_ring.Unprotect(payload)));
        return await vault.FindAsync(entry.DataKeyId, cancellationToken) is { } seal ? Wire.Read(seal.Open(payload)) : null;
    }

    private async Task<ShownCard> ShownAsync(string subject, string lane, Seal? seal, CancellationToken cancellationToken)
    {
        var card = await db.Set<ShownCard>().FirstOrDefaultAsync(c => c.Subject == subject && c.Lane == lane, cancellationToken);
        if (card is null)
        {
            card = new ShownCard { Id = ids.New(), Subject = subject, Lane = lane, DataKeyId = seal?.Id };
            db.Add(card);
        }

        card.Version++;
        return card;
    }

    // One lane for what a person alone is told on a platform, wherever it began: their cards are found again from any chat.
    private static string LaneOf(string personId, Address near) => $"{personId}@{near.Channel}";

    private void Add(
        string lane, string addressId, string? personId, OutboxKind kind, Activity activity, OutboxPriority priority, Seal? seal = null, ShownCard? card = null)
    {
        var now = clock.Milliseconds();
        var json = Wire.Write(activity);
        _lanes.Add(lane);
        db.Add(new OutboxEntry
        {
            Id = ids.New(), Lane = lane, Kind = kind, Priority = priority, AddressId = addressId, PersonId = personId, ShownCardId = card?.Id,
            Version = card?.Version ?? 0, DataKeyId = seal?.Id, Payload = seal?.Close(json) ?? _ring.Protect(Encoding.UTF8.GetBytes(json)), CreatedAt = now, DueAt = now,
        });
    }

    private sealed record GoneCard(string Lane, string? AddressId, string? ActivityId);
}
