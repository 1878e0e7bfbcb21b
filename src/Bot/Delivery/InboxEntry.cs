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
        builder.HasIndex(e => e.ReceivedAt);
    }
}
