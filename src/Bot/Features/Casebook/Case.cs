using System.Data.Common;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Casebook;

/// <summary>One hard conversation of one person with one client: its rounds, and what became of it.</summary>
public sealed class Case
{
    public required string Id { get; init; }

    /// <summary>The asker: whoever told the bot what the client said.</summary>
    public required string PersonId { get; init; }

    /// <summary>The key that everything of this case is sealed with.</summary>
    public required string DataKeyId { get; init; }

    public required long OpenedAt { get; init; }

    /// <summary>When the client was last heard. A message within <see cref="CasebookOptions.JoinWithin"/> of it is the next round.</summary>
    public long LastAt { get; set; }

    public int Rounds { get; set; }

    /// <summary>Sealed: how the asker calls the client, or null.</summary>
    public byte[]? Label { get; set; }

    /// <summary>Sealed: what is known for the scripts' slots, or null.</summary>
    public byte[]? Details { get; set; }

    public long? ClosedAt { get; set; }

    /// <summary>Set while the case may not be forgotten.</summary>
    public string? HeldBy { get; set; }

    /// <summary>How many steps of the conduct ladder the asker has confirmed.</summary>
    public int Strikes { get; set; }

    /// <summary>The asker's team when it began, or null: it stays with that team's numbers.</summary>
    public string? TeamId { get; init; }

    /// <summary>When the asker is to be asked how it went; null once that is done.</summary>
    public long? AskAt { get; set; }

    /// <summary>When they were asked, the same for all cases on one card; null where they were not.</summary>
    public long? AskedAt { get; set; }

    /// <summary>How it went, as the asker says.</summary>
    public CaseOutcome? Outcome { get; set; }

    /// <summary>The columns of a case "c", as <see cref="In"/> reads them.</summary>
    internal const string Columns = "c.id, c.person_id, c.data_key_id, c.opened_at, c.last_at, c.rounds, c.label, c.details, c.closed_at, c.held_by, c.strikes, c.team_id, c.ask_at, c.asked_at, c.outcome";

    internal static Case In(DbDataReader row, int first) => new()
    {
        Id = row.GetString(first), PersonId = row.GetString(first + 1), DataKeyId = row.GetString(first + 2), OpenedAt = row.GetInt64(first + 3), LastAt = row.GetInt64(first + 4),
        Rounds = row.GetInt32(first + 5), Label = row.Bytes(first + 6), Details = row.Bytes(first + 7), ClosedAt = row.Number(first + 8), HeldBy = row.Text(first + 9),
        Strikes = row.GetInt32(first + 10), TeamId = row.Text(first + 11), AskAt = row.Number(first + 12), AskedAt = row.Number(first + 13), Outcome = row.Word<CaseOutcome>(first + 14),
    };
}

/// <summary>What became of a conversation, by the next morning.</summary>
public enum CaseOutcome
{
    Calmer,
    Same,
    Worse,
}

internal sealed class CaseMap : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasColumnName("id");
        builder.Property(c => c.PersonId).HasColumnName("person_id");
        builder.Property(c => c.DataKeyId).HasColumnName("data_key_id");
        builder.Property(c => c.OpenedAt).HasColumnName("opened_at");
        builder.Property(c => c.LastAt).HasColumnName("last_at");
        builder.Property(c => c.Rounds).HasColumnName("rounds");
        builder.Property(c => c.Label).HasColumnName("label");
        builder.Property(c => c.Details).HasColumnName("details");
        builder.Property(c => c.ClosedAt).HasColumnName("closed_at");
        builder.Property(c => c.HeldBy).HasColumnName("held_by");
        builder.Property(c => c.Strikes).HasColumnName("strikes");
        builder.Property(c => c.TeamId).HasColumnName("team_id");
        builder.Property(c => c.AskAt).HasColumnName("ask_at");
        builder.Property(c => c.AskedAt).HasColumnName("asked_at");
        builder.Property(c => c.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.HasIndex(c => new { c.PersonId, c.LastAt });
        builder.HasIndex(c => c.LastAt);
        builder.HasIndex(c => new { c.TeamId, c.OpenedAt });
        builder.HasIndex(c => c.AskAt);
    }
}
