using System.Data.Common;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Guidance;

/// <summary>One message of a client and the guidance given for it: what a guidance card is a view of.</summary>
public sealed class Round
{
    public required string Id { get; init; }

    public required string CaseId { get; set; }

    /// <summary>1 for the case's first.</summary>
    public required int Number { get; set; }

    public required long At { get; init; }

    /// <summary>Sealed: what the client said, card numbers masked.</summary>
    public required byte[] Words { get; set; }

    /// <summary>Sealed: the <see cref="Assessment"/> as JSON.</summary>
    public required byte[] Reading { get; set; }

    /// <summary>What it was read as; null where the reading abstained.</summary>
    public Situation? ReadAs { get; init; }

    /// <summary>What the person says it is; null while they have not said otherwise.</summary>
    public Situation? Corrected { get; set; }

    public int Intensity { get; init; }

    /// <summary>Warmer or cooler than the round before: 1, 0 or -1.</summary>
    public int Trend { get; init; }

    public string? PlayId { get; set; }

    public Tone Tone { get; set; }

    public Fault Fact { get; set; }

    /// <summary>Ids of the lines that this round's card has shown, comma separated.</summary>
    public string Lines { get; set; } = "";

    public long Version { get; set; }

    /// <summary>The columns of a round "r", as <see cref="In"/> reads them.</summary>
    internal const string Columns = "r.id, r.case_id, r.number, r.at, r.words, r.reading, r.read_as, r.corrected, r.intensity, r.trend, r.play_id, r.tone, r.fact, r.lines, r.version";

    internal const int ColumnCount = 15;

    internal static Round In(DbDataReader row) => new()
    {
        Id = row.GetString(0), CaseId = row.GetString(1), Number = row.GetInt32(2), At = row.GetInt64(3), Words = (byte[])row.GetValue(4), Reading = (byte[])row.GetValue(5),
        ReadAs = row.Word<Situation>(6), Corrected = row.Word<Situation>(7), Intensity = row.GetInt32(8), Trend = row.GetInt32(9), PlayId = row.Text(10),
        Tone = Enum.Parse<Tone>(row.GetString(11)), Fact = Enum.Parse<Fault>(row.GetString(12)), Lines = row.GetString(13), Version = row.GetInt64(14),
    };
}

internal sealed class RoundMap : IEntityTypeConfiguration<Round>
{
    public void Configure(EntityTypeBuilder<Round> builder)
    {
        builder.ToTable("rounds");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasColumnName("id");
        builder.Property(r => r.CaseId).HasColumnName("case_id");
        builder.Property(r => r.Number).HasColumnName("number");
        builder.Property(r => r.At).HasColumnName("at");
        builder.Property(r => r.Words).HasColumnName("words");
        builder.Property(r => r.Reading).HasColumnName("reading");
        builder.Property(r => r.ReadAs).HasColumnName("read_as").HasConversion<string>();
        builder.Property(r => r.Corrected).HasColumnName("corrected").HasConversion<string>();
        builder.Property(r => r.Intensity).HasColumnName("intensity");
        builder.Property(r => r.Trend).HasColumnName("trend");
        builder.Property(r => r.PlayId).HasColumnName("play_id");
        builder.Property(r => r.Tone).HasColumnName("tone").HasConversion<string>();
        builder.Property(r => r.Fact).HasColumnName("fact").HasConversion<string>();
        builder.Property(r => r.Lines).HasColumnName("lines");
        builder.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
        builder.HasIndex(r => new { r.CaseId, r.Number });
    }
}
