using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.People;

/// <summary>People who work together: their home channels and who manages them. Its settings belong to the features that use them.</summary>
public sealed class Team
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA zone of what the team does together.</summary>
    public string? Zone { get; set; }

    public required long CreatedAt { get; init; }

    /// <summary>Whom the team asks for help, as JSON; null until somebody set it up.</summary>
    public string? Policy { get; set; }

    public long Version { get; set; }
}

public sealed class TeamMember
{
    public required string TeamId { get; init; }

    public required string PersonId { get; init; }

    public bool IsManager { get; set; }
}

/// <summary>A channel in which a team is at home.</summary>
public sealed class TeamChannel
{
    public required string TeamId { get; init; }

    public required string AddressId { get; init; }
}

/// <summary>That a person is away, until when, and who stands in.</summary>
public sealed class Absence
{
    public required string PersonId { get; init; }

    public long Until { get; set; }

    public string? DeputyId { get; set; }
}

internal sealed class TeamMap : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).HasColumnName("id");
        builder.Property(t => t.Name).HasColumnName("name");
        builder.Property(t => t.Zone).HasColumnName("zone");
        builder.Property(t => t.CreatedAt).HasColumnName("created_at");
        builder.Property(t => t.Policy).HasColumnName("policy");
        builder.Property(t => t.Version).HasColumnName("version").IsConcurrencyToken();
    }
}

internal sealed class TeamMemberMap : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("team_members");
        builder.HasKey(m => new { m.TeamId, m.PersonId });
        builder.Property(m => m.TeamId).HasColumnName("team_id");
        builder.Property(m => m.PersonId).HasColumnName("person_id");
        builder.Property(m => m.IsManager).HasColumnName("is_manager");
        builder.HasIndex(m => m.PersonId);
    }
}

internal sealed class TeamChannelMap : IEntityTypeConfiguration<TeamChannel>
{
    public void Configure(EntityTypeBuilder<TeamChannel> builder)
    {
        builder.ToTable("team_channels");
        builder.HasKey(c => new { c.TeamId, c.AddressId });
        builder.Property(c => c.TeamId).HasColumnName("team_id");
        builder.Property(c => c.AddressId).HasColumnName("address_id");
        builder.HasIndex(c => c.AddressId);
    }
}

internal sealed class AbsenceMap : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absences");
        builder.HasKey(a => a.PersonId);
        builder.Property(a => a.PersonId).HasColumnName("person_id");
        builder.Property(a => a.Until).HasColumnName("until");
        builder.Property(a => a.DeputyId).HasColumnName("deputy_id");
    }
}
