using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.People;

/// <summary>A colleague who uses the bot, on whichever platforms. Not a client: clients are only ever a label on a case.</summary>
public sealed class Person
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The IANA zone that the platform told last ("Europe/Berlin"), or null.</summary>
    public string? Zone { get; set; }

    public string? DefaultTeamId { get; set; }
}

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("persons");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasColumnName("id");
        builder.Property(p => p.Name).HasColumnName("name");
        builder.Property(p => p.Zone).HasColumnName("zone");
        builder.Property(p => p.DefaultTeamId).HasColumnName("default_team_id");
    }
}
