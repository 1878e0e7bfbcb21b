using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Digest;

/// <summary>A team's digest: its rule, and the next instant at which it is due. A team without this row has none.</summary>
public sealed class DigestPlan
{
    public required string TeamId { get; init; }

    public Rhythm Rhythm { get; set; }

    public DayOfWeek Weekday { get; set; }

    /// <summary>Minutes after local midnight.</summary>
    public int Minute { get; set; }

    public bool IsMuted { get; set; }

    /// <summary>What the sweep looks for; null while muted, so that nothing piles up.</summary>
    public long? DueAt { get; set; }

    public Schedule Schedule
    {
        get => new(Rhythm, Weekday, TimeOnly.MinValue.AddMinutes(Minute));
        set => (Rhythm, Weekday, Minute) = (value.Rhythm, value.Weekday, (value.Time.Hour * 60) + value.Time.Minute);
    }
}

/// <summary>That a digest was posted in a channel on a local day. The key makes it the only one of that day.</summary>
public sealed class DigestRun
{
    public required string AddressId { get; init; }

    /// <summary>"2026-03-09", by the team's calendar.</summary>
    public required string Day { get; init; }

    public required string TeamId { get; init; }

    public required long BeforeAt { get; init; }

    public required long FromAt { get; init; }

    public required long ToAt { get; init; }
}

/// <summary>"Well handled": a colleague's word on a settled escalation, once from each.</summary>
public sealed class Thanks
{
    public required string RequestId { get; init; }

    public required string PersonId { get; init; }

    public required string CaseId { get; init; }

    public string? TeamId { get; init; }

    public required long At { get; init; }
}

internal sealed class DigestPlanMap : IEntityTypeConfiguration<DigestPlan>
{
    public void Configure(EntityTypeBuilder<DigestPlan> builder)
    {
        builder.ToTable("digests");
        builder.HasKey(d => d.TeamId);
        builder.Property(d => d.TeamId).HasColumnName("team_id");
        builder.Property(d => d.Rhythm).HasColumnName("rhythm").HasConversion<string>();
        builder.Property(d => d.Weekday).HasColumnName("weekday").HasConversion<string>();
        builder.Property(d => d.Minute).HasColumnName("minute");
        builder.Property(d => d.IsMuted).HasColumnName("is_muted");
        builder.Property(d => d.DueAt).HasColumnName("due_at");
        builder.Ignore(d => d.Schedule);
        builder.HasIndex(d => d.DueAt);
    }
}

internal sealed class DigestRunMap : IEntityTypeConfiguration<DigestRun>
{
    public void Configure(EntityTypeBuilder<DigestRun> builder)
    {
        builder.ToTable("digest_runs");
        builder.HasKey(r => new { r.AddressId, r.Day });
        builder.Property(r => r.AddressId).HasColumnName("address_id");
        builder.Property(r => r.Day).HasColumnName("day");
        builder.Property(r => r.TeamId).HasColumnName("team_id");
        builder.Property(r => r.BeforeAt).HasColumnName("before_at");
        builder.Property(r => r.FromAt).HasColumnName("from_at");
        builder.Property(r => r.ToAt).HasColumnName("to_at");
        builder.HasIndex(r => new { r.TeamId, r.ToAt });
    }
}

internal sealed class ThanksMap : IEntityTypeConfiguration<Thanks>
{
    public void Configure(EntityTypeBuilder<Thanks> builder)
    {
        builder.ToTable("thanks");
        builder.HasKey(t => new { t.RequestId, t.PersonId });
        builder.Property(t => t.RequestId).HasColumnName("escalation_id");
        builder.Property(t => t.PersonId).HasColumnName("person_id");
        builder.Property(t => t.CaseId).HasColumnName("case_id");
        builder.Property(t => t.TeamId).HasColumnName("team_id");
        builder.Property(t => t.At).HasColumnName("at");
        builder.HasIndex(t => new { t.TeamId, t.At });
        builder.HasIndex(t => t.CaseId);
    }
}
