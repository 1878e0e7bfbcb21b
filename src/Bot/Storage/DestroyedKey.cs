using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Storage;

/// <summary>That a key was destroyed and its bytes may still lie in the database's files, until <see cref="Scrub"/> was there.</summary>
public sealed class DestroyedKey
{
    public required string Id { get; init; }

    public required long At { get; init; }
}

internal sealed class DestroyedKeyMap : IEntityTypeConfiguration<DestroyedKey>
{
    public void Configure(EntityTypeBuilder<DestroyedKey> builder)
    {
        builder.ToTable("destroyed_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasColumnName("id");
        builder.Property(k => k.At).HasColumnName("at");
        builder.HasIndex(k => k.At);
    }
}
