using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Linking;

/// <summary>What a platform says about one of its users, and when it was asked last.</summary>
public sealed class Vouch
{
    public required string Channel { get; init; }

    public required string Tenant { get; init; }

    public required string UserId { get; init; }

    /// <summary>In lower case; null where the platform tells none.</summary>
    public string? Email { get; set; }

    public bool IsGuest { get; set; }

    public long AskedAt { get; set; }
}

internal sealed class VouchMap : IEntityTypeConfiguration<Vouch>
{
    public void Configure(EntityTypeBuilder<Vouch> builder)
    {
        builder.ToTable("vouches");
        builder.HasKey(v => new { v.Channel, v.Tenant, v.UserId });
        builder.Property(v => v.Channel).HasColumnName("channel");
        builder.Property(v => v.Tenant).HasColumnName("tenant");
        builder.Property(v => v.UserId).HasColumnName("user_id");
        builder.Property(v => v.Email).HasColumnName("email");
        builder.Property(v => v.IsGuest).HasColumnName("is_guest");
        builder.Property(v => v.AskedAt).HasColumnName("asked_at");
        builder.HasIndex(v => v.Email);
    }
}
