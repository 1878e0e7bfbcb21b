using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>What became of an attempt, and in which conversation; null where it never came to one.</summary>
public sealed record Attempted(Outcome Outcome, Address? Where);

/// <summary>One attempt to deliver an entry: finds the conversation, opens it where there is none yet, and hands over to the channel.</summary>
public sealed class Attempt(ClientBotDb db, Outbox outbox, IEnumerable<IChannel> channels, Readers readers, IExclusive exclusive, Ids ids)
{
    public async Task<Attempted> MakeAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var address = await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == entry.AddressId, cancellationToken);
        var channel = channels.FirstOrDefault(c => c.Id == address?.Channel);
        if (address is null || channel is null) return new Attempted(new Outcome.Unreachable("no such conversation any more"), null);
        var activity = await outbox.ReadAsync(entry, cancellationToken);
        if (activity is null) return new Attempted(new Outcome.Dropped("its case was forgotten"), null);
        var shows = entry.Kind is OutboxKind.Show or OutboxKind.Leave;
        var card = shows ? await db.Set<ShownCard>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == entry.ShownCardId, cancellationToken) : null;
        if (shows && card is null) return new Attempted(new Outcome.Dropped("its card was taken back"), null);
        if (card?.Version > entry.Version) return new Attempted(new Outcome.Dropped("a newer version follows"), null);

        if (entry.Kind == OutboxKind.Delete) return new Attempted(await channel.DeleteAsync(address, activity.Id, cancellationToken), address);
        if (entry.PersonId is { } personId && !IsChatOf(address, personId))
        {
            var identity = await db.Set<Identity>().AsNoTracking().FirstOrDefaultAsync(
                i => i.PersonId == personId && i.Channel == address.Channel && i.Tenant == address.Tenant, cancellationToken);
            if (identity is null) return new Attempted(new Outcome.Unreachable("not known on this platform"), null);
            if (entry.Kind == OutboxKind.Open) return await OpenAsync(channel, identity, address, cancellationToken);
            if (entry.Kind is OutboxKind.Send or OutboxKind.Notice && await channel.SendPrivateAsync(address, identity, activity, cancellationToken) is { } seen) return new Attempted(seen, address);
            var (chat, failure) = await ChatWithAsync(channel, identity, address, cancellationToken);
            if (chat is null) return new Attempted(failure!, null);
            address = chat;
        }

        if (entry.Kind == OutboxKind.Open) return new Attempted(new Outcome.Delivered(null), address);
        if (entry.PersonId is null && await readers.RefusalAsync(channel, address, cancellationToken) is { } refused) return new Attempted(refused, null);
        return new Attempted(card is null ? await channel.SendAsync(address, activity, cancellationToken) : await ShowAsync(channel, address, card, activity, entry.Kind, cancellationToken), address);
    }

    internal static bool IsChatOf(Address address, string personId) => address.Kind == ConversationKind.Personal && address.PersonId == personId;

    private async Task<Attempted> OpenAsync(IChannel channel, Identity identity, Address near, CancellationToken cancellationToken)
    {
        var (chat, failure) = await ChatWithAsync(channel, identity, near, cancellationToken);
        return chat is null ? new Attempted(failure!, null) : new Attempted(new Outcome.Delivered(null), chat);
    }

    private static async Task<Outcome> ShowAsync(IChannel channel, Address address, ShownCard card, Activity activity, OutboxKind kind, CancellationToken cancellationToken)
    {
        if (card is { ActivityId: { } shown } && card.AddressId == address.Id)
        {
            var updated = await channel.UpdateAsync(address, shown, activity, cancellationToken);
            if (updated is not (Outcome.Gone or Outcome.Refused)) return updated is Outcome.Delivered ? new Outcome.Delivered(shown) : updated;
        }

        return kind == OutboxKind.Leave ? new Outcome.Dropped("nothing is there to leave") : await channel.SendAsync(address, activity, cancellationToken);
    }

    private async Task<(Address? Chat, Outcome? Failure)> ChatWithAsync(IChannel channel, Identity identity, Address near, CancellationToken cancellationToken)
    {
        var known = await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(
            a => a.PersonId == identity.PersonId && a.Kind == ConversationKind.Personal && a.Channel == near.Channel && a.Tenant == near.Tenant, cancellationToken);
        if (known is not null) return (known, null);
        var opening = await channel.OpenAsync(identity, near, cancellationToken);
        if (opening.ConversationId is not { } conversation) return (null, opening.Failure);

        // The same lock as a turn of that conversation, which would make the same row.
        await using var held = await exclusive.BeginAsync(db, Locks.Conversation(near.Channel, conversation), cancellationToken);
        var chat = await db.Set<Address>().FirstOrDefaultAsync(
            a => a.Channel == near.Channel && a.Tenant == near.Tenant && a.ConversationId == conversation, cancellationToken);
        if (chat is null)
        {
            chat = new Address
            {
                Id = ids.New(), Channel = near.Channel, Tenant = near.Tenant, ConversationId = conversation, Kind = ConversationKind.Personal,
                ServiceUrl = near.ServiceUrl, BotId = near.BotId,
            };
            db.Add(chat);
        }

        chat.PersonId = identity.PersonId;
        chat.UserId = identity.UserId;
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (chat, null);
    }
}
