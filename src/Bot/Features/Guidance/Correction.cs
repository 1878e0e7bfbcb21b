using ClientBot.Playbook.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Guidance;

/// <summary>That a person said "not this, that": kept with the case, to learn where the reading errs.</summary>
public sealed class Correction
{
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    public required string RoundId { get; init; }

    /// <summary>What the card said before; null where it had not decided.</summary>
    public Situation? From { get; init; }

    public required Situation To { get; init; }

    public required long At { get; init; }
}

internal sealed class CorrectionMap : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasColumnName("id");
        builder.Property(c => c.CaseId).HasColumnName("case_id");
        builder.Property(c => c.RoundId).HasColumnName("round_id");
        builder.Property(c => c.From).HasColumnName("from_situation").HasConversion<string>();
        builder.Property(c => c.To).HasColumnName("to_situation").HasConversion<string>();
        builder.Property(c => c.At).HasColumnName("at");
        builder.HasIndex(c => c.CaseId);
    }
}
