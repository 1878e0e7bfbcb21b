using System.Globalization;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>Tells people what did not happen: a message that stays although it should go, a chat that can't be opened, an answer that was lost.</summary>
public sealed class Undelivered(ClientBotDb db, Outbox outbox)
{
    /// <summary>Once the lane's last deletion is settled, the person learns how many messages could not be taken back.</summary>
    public async Task TellWhatRemainsAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var deletions = db.Set<OutboxEntry>().Where(e => e.Lane == entry.Lane && e.Kind == OutboxKind.Delete);
        if (await deletions.AnyAsync(e => e.DoneAt == null, cancellationToken)) return;
        var count = await deletions.Where(e => e.End == OutboxEnd.Remains).ExecuteUpdateAsync(e => e.SetProperty(x => x.End, OutboxEnd.Told), cancellationToken);
        if (count == 0 || await PersonAsync(entry.PersonId, cancellationToken) is not { } person || await AddressAsync(entry, cancellationToken) is not { } address) return;
        var which = count == 1 ? "One of my messages here that quoted the client is still there" : $"{count.ToString(CultureInfo.InvariantCulture)} of my messages here that quoted the client are still there";
        outbox.Tell(person, address, MessageFactory.Text($"{which}: the platform didn't let me take {(count == 1 ? "it" : "them")} back. Please delete {(count == 1 ? "it" : "them")} yourself."));
    }

    /// <summary>
    /// Somebody asked in a channel, and the private answer found no way to them: they learn it where they asked, without a
    /// word of the answer, and not where guests would read it. Said once for all that waited.
    /// </summary>
    public async Task TellOfClosedChatAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (await PersonAsync(entry.PersonId, cancellationToken) is not { } person) return;
        var near = await AddressAsync(entry, cancellationToken);
        if (near is null or { HasGuests: true } || Attempt.IsChatOf(near, person.Id)) return;
        if (await db.Set<OutboxEntry>().AnyAsync(e => e.Lane == entry.Lane && e.DoneAt == null, cancellationToken)) return;
        var name = person.Name.Length > 0 ? person.Name + ", " : "";
        var text = MessageFactory.Text($"{name}I have an answer for you and can't open a private chat with you. Please add me as an app for yourself, say hi to me there, and ask again.");
        text.TextFormat = Microsoft.Bot.Schema.TextFormatTypes.Plain;
        outbox.Tell(near, text);
    }

    /// <summary>Somebody waits for what will not come. They learn that much, in the same chat, once for all that was lost since.</summary>
    public async Task TellOfLossAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Kind is not (OutboxKind.Send or OutboxKind.Show) || await AddressAsync(entry, cancellationToken) is not { } near) return;
        if (await PersonAsync(entry.PersonId ?? near.PersonId, cancellationToken) is not { } person) return;
        if (await db.Set<OutboxEntry>().AnyAsync(e => e.Lane == entry.Lane && e.Kind == OutboxKind.Notice && e.DoneAt == null, cancellationToken)) return;
        outbox.Notify(person, near, MessageFactory.Text("Something I had for you didn't get through, and I've stopped trying. If you're waiting for an answer, please say it again."));
    }

    private async Task<Person?> PersonAsync(string? id, CancellationToken cancellationToken) =>
        id is null ? null : await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellationToken);

    private Task<Address?> AddressAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == entry.AddressId, cancellationToken);
}
