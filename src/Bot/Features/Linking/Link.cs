using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Linking;

/// <summary>That two persons were found to be one: the record, and all that is needed to undo it. Never deleted.</summary>
public sealed class Link
{
    public required string Id { get; init; }

    public required long At { get; init; }

    /// <summary>Why: "email".</summary>
    public required string Reason { get; init; }

    /// <summary>The newer person, who is no longer anybody's while this holds.</summary>
    public required string FromId { get; init; }

    public required string ToId { get; init; }

    /// <summary>What became the other one's: see <see cref="Moved"/>.</summary>
    public required string Moved { get; set; }

    public long? UndoneAt { get; set; }

    public Moved Read() => JsonSerializer.Deserialize<Moved>(Moved)!;
}

/// <summary>Rows that changed hands: identities as channel, tenant and user id, the others by their ids.</summary>
public sealed record Moved(IReadOnlyList<string[]> Identities, IReadOnlyList<string> Addresses, IReadOnlyList<string> Cases, IReadOnlyList<string> Keys, IReadOnlyList<string> Teams)
{
    public string Write() => JsonSerializer.Serialize(this);
}

internal sealed class LinkMap : IEntityTypeConfiguration<Link>
{
    public void Configure(EntityTypeBuilder<Link> builder)
    {
        builder.ToTable("links");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).HasColumnName("id");
        builder.Property(l => l.At).HasColumnName("at");
        builder.Property(l => l.Reason).HasColumnName("reason");
        builder.Property(l => l.FromId).HasColumnName("from_person_id");
        builder.Property(l => l.ToId).HasColumnName("to_person_id");
        builder.Property(l => l.Moved).HasColumnName("moved");
        builder.Property(l => l.UndoneAt).HasColumnName("undone_at");
        builder.HasIndex(l => l.ToId);
    }
}
