using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Delivery;

/// <summary>One thing to deliver. Written in the transaction that decided it; what was delivered loses its payload.</summary>
public sealed class OutboxEntry
{
    public required string Id { get; init; }

    /// <summary>Entries of one lane are delivered in order: an address, or a person whose chat is not open yet.</summary>
    public required string Lane { get; set; }

    public required OutboxKind Kind { get; init; }

    public required OutboxPriority Priority { get; init; }

    /// <summary>Where to. For a person, the conversation in which the turn took place, and <see cref="PersonId"/>.</summary>
    public required string AddressId { get; init; }

    /// <summary>Set when it is for this person's eyes only; of a deletion, who is told if it can't be done.</summary>
    public string? PersonId { get; init; }

    public string? ShownCardId { get; init; }

    /// <summary>Which version of the card this shows: an older one than the card's own is not worth sending any more.</summary>
    public long Version { get; init; }

    /// <summary>The key that sealed the payload; null where the key ring itself did, for what holds no client's words.</summary>
    public string? DataKeyId { get; init; }

    public byte[]? Payload { get; set; }

    public required long CreatedAt { get; init; }

    public long DueAt { get; set; }

    /// <summary>Until when some process is at it. One that died is followed by another after this instant.</summary>
    public long ClaimedUntil { get; set; }

    /// <summary>How many attempts in a row had an unknown outcome, the one under way included. While there are any, it waits for its backoff.</summary>
    public int Attempts { get; set; }

    public long? DoneAt { get; set; }

    public OutboxEnd? End { get; set; }

    /// <summary>How it ended or why it waits, without text: "delivered", "unreachable: BotNotInConversationRoster".</summary>
    public string? Outcome { get; set; }
}

public enum OutboxKind
{
    Send,

    /// <summary>Update the shown card if the platform still can, else post it anew.</summary>
    Show,

    /// <summary>What a message becomes that was followed by a newer one: changes it where it is, and is never posted.</summary>
    Leave,
    Delete,

    /// <summary>Opens the 1:1 chat and says nothing.</summary>
    Open,

    /// <summary>Says that something else did not arrive. Should it not arrive either, nobody is told.</summary>
    Notice,
}

public enum OutboxEnd
{
    /// <summary>The platform took it. Of a deletion: the message is gone.</summary>
    Delivered,

    /// <summary>Nothing was left to say: its case was forgotten, or a newer version of its card followed.</summary>
    Dropped,

    /// <summary>Whom it was for can't be reached.</summary>
    Unreachable,

    /// <summary>The platform refused it, or it was given up.</summary>
    Lost,

    /// <summary>Of a deletion: the message stays, and the person has yet to hear of it.</summary>
    Remains,

    /// <summary>Of a deletion: the message stays, and the person knows.</summary>
    Told,
}

/// <summary>What goes first where the platform makes us wait.</summary>
public enum OutboxPriority
{
    Escalation,
    Answer,
    Digest,
}

internal sealed class OutboxMap : IEntityTypeConfiguration<OutboxEntry>
{
    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasColumnName("id");
        builder.Property(e => e.Lane).HasColumnName("lane");
        builder.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(e => e.Priority).HasColumnName("priority").HasConversion<int>();
        builder.Property(e => e.AddressId).HasColumnName("address_id");
        builder.Property(e => e.PersonId).HasColumnName("person_id");
        builder.Property(e => e.ShownCardId).HasColumnName("shown_card_id");
        builder.Property(e => e.Version).HasColumnName("version");
        builder.Property(e => e.DataKeyId).HasColumnName("data_key_id");
        builder.Property(e => e.Payload).HasColumnName("payload");
        builder.Property(e => e.CreatedAt).HasColumnName("created_at");
        builder.Property(e => e.DueAt).HasColumnName("due_at");
        builder.Property(e => e.ClaimedUntil).HasColumnName("claimed_until");
        builder.Property(e => e.Attempts).HasColumnName("attempts");
        builder.Property(e => e.DoneAt).HasColumnName("done_at");
        builder.Property(e => e.End).HasColumnName("ended").HasConversion<string>();
        builder.Property(e => e.Outcome).HasColumnName("outcome");
        builder.HasIndex(e => new { e.DoneAt, e.DueAt });
        builder.HasIndex(e => new { e.Lane, e.DoneAt, e.Id });
        builder.HasIndex(e => e.DataKeyId);
    }
}
