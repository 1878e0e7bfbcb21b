using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Storage;

/// <summary>Where a conversation is (the SDK's dialog state), sealed by the key ring.</summary>
public sealed class BotStateRow
{
    public required string Id { get; init; }

    public required byte[] State { get; set; }

    public long Version { get; set; }
}

internal sealed class BotStateMap : IEntityTypeConfiguration<BotStateRow>
{
    public void Configure(EntityTypeBuilder<BotStateRow> builder)
    {
        builder.ToTable("bot_state");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasColumnName("id");
        builder.Property(s => s.State).HasColumnName("state");
        builder.Property(s => s.Version).HasColumnName("version");
    }
}
