using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Delivery;

/// <summary>That a card about something was put in front of somebody, and under which message id, so that it can follow what happens.</summary>
public sealed class ShownCard
{
    public required string Id { get; init; }

    /// <summary>What the card shows: a kind and an id, "round:01J…".</summary>
    public required string Subject { get; init; }

    /// <summary>Whose view: the lane of the outbox entries that show it.</summary>
    public required string Lane { get; init; }

    /// <summary>The conversation it was delivered to; null until then.</summary>
    public string? AddressId { get; set; }

    /// <summary>The platform's id of the message; null until delivered, or where the platform told none.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The key of the case whose words it shows, so that forgetting finds it.</summary>
    public string? DataKeyId { get; init; }

    public long Version { get; set; }
}

internal sealed class ShownCardMap : IEntityTypeConfiguration<ShownCard>
{
    public void Configure(EntityTypeBuilder<ShownCard> builder)
    {
        builder.ToTable("shown_cards");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasColumnName("id");
        builder.Property(c => c.Subject).HasColumnName("subject");
        builder.Property(c => c.Lane).HasColumnName("lane");
        builder.Property(c => c.AddressId).HasColumnName("address_id");
        builder.Property(c => c.ActivityId).HasColumnName("activity_id");
        builder.Property(c => c.DataKeyId).HasColumnName("data_key_id");
        builder.Property(c => c.Version).HasColumnName("version");
        builder.HasIndex(c => new { c.Subject, c.Lane }).IsUnique();
        builder.HasIndex(c => c.DataKeyId);
    }
}
