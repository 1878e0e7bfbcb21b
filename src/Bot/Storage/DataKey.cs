using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Storage;

/// <summary>The key of one case, wrapped by the key ring. Deleting the row makes everything sealed with it unreadable for good.</summary>
public sealed class DataKey
{
    public required string Id { get; init; }

    public required byte[] Wrapped { get; init; }

    /// <summary>Set for the key of messages that quote several cases of this person: it is destroyed with each of them.</summary>
    public string? PersonId { get; init; }
}

internal sealed class DataKeyMap : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("data_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasColumnName("id");
        builder.Property(k => k.Wrapped).HasColumnName("wrapped");
        builder.Property(k => k.PersonId).HasColumnName("person_id");
        builder.HasIndex(k => k.PersonId);
    }
}
