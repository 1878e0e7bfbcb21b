using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.People;

/// <summary>Who a person is on one platform: channel, tenant or workspace, and the platform's user id.</summary>
public sealed class Identity
{
    public required string Channel { get; init; }

    public required string Tenant { get; init; }

    public required string UserId { get; init; }

    public required string PersonId { get; set; }
}

internal sealed class IdentityMap : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> builder)
    {
        builder.ToTable("identities");
        builder.HasKey(i => new { i.Channel, i.Tenant, i.UserId });
        builder.Property(i => i.Channel).HasColumnName("channel");
        builder.Property(i => i.Tenant).HasColumnName("tenant");
        builder.Property(i => i.UserId).HasColumnName("user_id");
        builder.Property(i => i.PersonId).HasColumnName("person_id");
        builder.HasIndex(i => i.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
