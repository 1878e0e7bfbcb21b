using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClientBot.Features.Escalation;

/// <summary>An escalation: one person's request for help with one case, from the press to the end.</summary>
public sealed class HelpRequest
{
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    /// <summary>The case's key: seals what was written here too.</summary>
    public required string DataKeyId { get; init; }

    /// <summary>The round whose card was pressed, or null.</summary>
    public string? RoundId { get; init; }

    public string? TeamId { get; init; }

    public required string AskerId { get; init; }

    /// <summary>The conversation it was asked in.</summary>
    public required string AddressId { get; init; }

    public HelpState State { get; set; }

    public Need Need { get; set; }

    /// <summary>Sealed: the amount to approve, as it was typed, or null.</summary>
    public byte[]? Amount { get; set; }

    public bool IsUrgent { get; set; } = true;

    /// <summary>Sealed: why, in the asker's words, or null.</summary>
    public byte[]? Why { get; set; }

    /// <summary>Whether the client's words go along.</summary>
    public bool WithCase { get; set; } = true;

    /// <summary>The policy as it was at the beginning.</summary>
    public required string Policy { get; init; }

    public int Step { get; set; }

    public int Repeat { get; set; }

    public required long CreatedAt { get; init; }

    /// <summary>Until then the asker can take it back as if it had not been; null once that is over.</summary>
    public long? UndoUntil { get; set; }

    /// <summary>When the present state's own time is up, or null.</summary>
    public long? NextAt { get; set; }

    /// <summary>The earlier of both: what the sweep looks for.</summary>
    public long? DueAt { get; set; }

    public string? OwnerId { get; set; }

    public long? TakenAt { get; set; }

    public long? EndedAt { get; set; }

    public long Version { get; set; }

    /// <summary>The version since which it says what is needed, and why: who decides on an older card decided on something else.</summary>
    public long AskedVersion { get; set; }

    /// <summary>The lines for the client that the asker's card has shown, "STATE:ID" each, comma separated: none comes twice.</summary>
    public string WaitingLines { get; set; } = "";

    public bool IsOver => State is HelpState.Resolved or HelpState.CalledOff;
}

public enum HelpState
{
    /// <summary>Somebody is asked and has not answered.</summary>
    Asking,

    /// <summary>Nobody is on duty: it goes on by itself when somebody is.</summary>
    Waiting,
    Taken,

    /// <summary>All were asked and nobody answered. Who was asked can still take it.</summary>
    Exhausted,
    Resolved,
    CalledOff,
}

/// <summary>What the asker needs.</summary>
public enum Need
{
    Advice,
    Join,
    TakeOver,
    Approve,
}

/// <summary>One person who was asked in an escalation, and what became of it.</summary>
public sealed class AskedPerson
{
    public required string RequestId { get; init; }

    public required string PersonId { get; init; }

    public int Step { get; set; }

    public long AskedAt { get; set; }

    public AskOutcome Outcome { get; set; }
}

public enum AskOutcome
{
    Open,
    NotAnswered,
    Unreachable,
    CannotNow,
}

/// <summary>One line of an escalation's history.</summary>
public sealed class HelpEvent
{
    public required string Id { get; init; }

    public required string RequestId { get; init; }

    public required long At { get; init; }

    public required HelpEventKind Kind { get; init; }

    /// <summary>Who did it, or whom it happened to; null for the course of time.</summary>
    public string? PersonId { get; init; }

    /// <summary>The other one: to whom it was handed.</summary>
    public string? OtherId { get; init; }

    /// <summary>The platform on which it was done, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>Sealed with the case's key: an answer, a note, an amount.</summary>
    public byte[]? Note { get; init; }

    /// <summary>An instant that belongs to it: when somebody is back on duty.</summary>
    public long? Until { get; init; }
}

public enum HelpEventKind
{
    Raised,
    Asked,
    NotAnswered,
    Unreachable,
    CannotNow,
    NobodyOnDuty,
    Waiting,
    Taken,
    Joined,
    TookOver,
    Answered,
    Approved,
    Declined,
    HandedOver,
    Reminded,
    ReasonAdded,
    Changed,
    MadeUrgent,
    AskedAgain,
    Exhausted,
    Resolved,
    CalledOff,
}

internal sealed class HelpRequestMap : IEntityTypeConfiguration<HelpRequest>
{
    public void Configure(EntityTypeBuilder<HelpRequest> builder)
    {
        builder.ToTable("escalations");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasColumnName("id");
        builder.Property(e => e.CaseId).HasColumnName("case_id");
        builder.Property(e => e.DataKeyId).HasColumnName("data_key_id");
        builder.Property(e => e.RoundId).HasColumnName("round_id");
        builder.Property(e => e.TeamId).HasColumnName("team_id");
        builder.Property(e => e.AskerId).HasColumnName("asker_id");
        builder.Property(e => e.AddressId).HasColumnName("address_id");
        builder.Property(e => e.State).HasColumnName("state").HasConversion<string>();
        builder.Property(e => e.Need).HasColumnName("need").HasConversion<string>();
        builder.Property(e => e.Amount).HasColumnName("amount");
        builder.Property(e => e.IsUrgent).HasColumnName("is_urgent");
        builder.Property(e => e.Why).HasColumnName("why");
        builder.Property(e => e.WithCase).HasColumnName("with_case");
        builder.Property(e => e.Policy).HasColumnName("policy");
        builder.Property(e => e.Step).HasColumnName("step");
        builder.Property(e => e.Repeat).HasColumnName("repeat");
        builder.Property(e => e.CreatedAt).HasColumnName("created_at");
        builder.Property(e => e.UndoUntil).HasColumnName("undo_until");
        builder.Property(e => e.NextAt).HasColumnName("next_at");
        builder.Property(e => e.DueAt).HasColumnName("due_at");
        builder.Property(e => e.OwnerId).HasColumnName("owner_id");
        builder.Property(e => e.TakenAt).HasColumnName("taken_at");
        builder.Property(e => e.EndedAt).HasColumnName("ended_at");
        builder.Property(e => e.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(e => e.AskedVersion).HasColumnName("asked_version");
        builder.Property(e => e.WaitingLines).HasColumnName("waiting_lines");
        builder.Ignore(e => e.IsOver);
        builder.HasIndex(e => e.DueAt);
        builder.HasIndex(e => new { e.CaseId, e.EndedAt });
        builder.HasIndex(e => new { e.TeamId, e.CreatedAt });
    }
}

internal sealed class AskedPersonMap : IEntityTypeConfiguration<AskedPerson>
{
    public void Configure(EntityTypeBuilder<AskedPerson> builder)
    {
        builder.ToTable("escalation_asked");
        builder.HasKey(a => new { a.RequestId, a.PersonId });
        builder.Property(a => a.RequestId).HasColumnName("escalation_id");
        builder.Property(a => a.PersonId).HasColumnName("person_id");
        builder.Property(a => a.Step).HasColumnName("step");
        builder.Property(a => a.AskedAt).HasColumnName("asked_at");
        builder.Property(a => a.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.HasIndex(a => a.PersonId);
    }
}

internal sealed class HelpEventMap : IEntityTypeConfiguration<HelpEvent>
{
    public void Configure(EntityTypeBuilder<HelpEvent> builder)
    {
        builder.ToTable("escalation_events");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasColumnName("id");
        builder.Property(e => e.RequestId).HasColumnName("escalation_id");
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(e => e.PersonId).HasColumnName("person_id");
        builder.Property(e => e.OtherId).HasColumnName("other_id");
        builder.Property(e => e.Channel).HasColumnName("channel");
        builder.Property(e => e.Note).HasColumnName("note");
        builder.Property(e => e.Until).HasColumnName("until");
        builder.HasIndex(e => e.RequestId);
    }
}
