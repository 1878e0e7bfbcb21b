using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.People;

/// <summary>A conversation that the bot can speak into. Every inbound activity refreshes it, because service URLs move.</summary>
public sealed class Address
{
    public required string Id { get; init; }

    public required string Channel { get; init; }

    public required string Tenant { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>The conversation without the thread: Teams writes a channel's threads as <c>19:…@thread.tacv2;messageid=…</c>.</summary>
    public string RoomId => ConversationId.Split(';')[0];

    public required ConversationKind Kind { get; set; }

    public required string ServiceUrl { get; set; }

    /// <summary>The bot's own id in this conversation, or empty.</summary>
    public required string BotId { get; set; }

    /// <summary>Whose 1:1 chat this is; null for groups and channels.</summary>
    public string? PersonId { get; set; }

    /// <summary>That person's user id on the platform.</summary>
    public string? UserId { get; set; }

    /// <summary>Why the platform last refused to deliver here; null while it delivers.</summary>
    public string? Unreachable { get; set; }

    public bool Welcomed { get; set; }

    /// <summary>Guests or external members are known to be in it: then the bot says nothing there.</summary>
    public bool HasGuests { get; set; }

    /// <summary>When the platform was last asked for it; null while it never was.</summary>
    public long? ReadersAt { get; set; }
}

/// <summary>How many people see what is said in a conversation.</summary>
public enum ConversationKind
{
    Personal,
    Group,
    Channel,
}

internal sealed class AddressMap : IEntityTypeConfiguration<Address>
{
    public void Configure(EntityTypeBuilder<Address> builder)
    {
        builder.ToTable("addresses");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).HasColumnName("id");
        builder.Property(a => a.Channel).HasColumnName("channel");
        builder.Property(a => a.Tenant).HasColumnName("tenant");
        builder.Property(a => a.ConversationId).HasColumnName("conversation_id");
        builder.Ignore(a => a.RoomId);
        builder.Property(a => a.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(a => a.ServiceUrl).HasColumnName("service_url");
        builder.Property(a => a.BotId).HasColumnName("bot_id");
        builder.Property(a => a.PersonId).HasColumnName("person_id");
        builder.Property(a => a.UserId).HasColumnName("user_id");
        builder.Property(a => a.Unreachable).HasColumnName("unreachable");
        builder.Property(a => a.Welcomed).HasColumnName("welcomed");
        builder.Property(a => a.HasGuests).HasColumnName("has_guests");
        builder.Property(a => a.ReadersAt).HasColumnName("readers_at");
        builder.HasIndex(a => new { a.Channel, a.Tenant, a.ConversationId }).IsUnique();
        builder.HasIndex(a => new { a.PersonId, a.Kind });
    }
}
