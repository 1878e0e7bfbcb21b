using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Delivery;

/// <summary>That an activity was taken: a second delivery of it is the same turn and does nothing.</summary>
public sealed class InboxEntry
{
    public required string Channel { get; init; }

    /// <summary>What the platform repeats on redelivery: Teams' conversation and activity id, Slack's event_id.</summary>
    public required string Key { get; init; }

    public required long ReceivedAt { get; init; }

    /// <summary>The request itself, sealed by the key ring, until its turn has taken it; null for whom the turn answers at once.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>When somebody else is to take it up, because whoever received it seems to have died; null once it was taken.</summary>
    public long? DueAt { get; init; }

    /// <summary>How often somebody took it up after the first time.</summary>
    public int Attempts { get; init; }
}

internal sealed class InboxMap : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("inbox");
        builder.HasKey(e => new { e.Channel, e.Key });
        builder.Property(e => e.Channel).HasColumnName("channel");
        builder.Property(e => e.Key).HasColumnName("key");
        builder.Property(e => e.ReceivedAt).HasColumnName("received_at");
        builder.Property(e => e.Payload).HasColumnName("payload");
        builder.Property(e => e.DueAt).HasColumnName("due_at");
        builder.Property(e => e.Attempts).HasColumnName("attempts");
        builder.HasIndex(e => e.ReceivedAt);
        builder.HasIndex(e => e.DueAt);
    }
}
