using System.ComponentModel.DataAnnotations;

namespace ClientBot.Features.Casebook;

/// <summary>How long cases stay open and how long they are kept.</summary>
public sealed class CasebookOptions
{
    public const string Section = "Cases";

    /// <summary>A client message within this time of the last one is the next round of the same case.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan JoinWithin { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long a case is kept after it was last touched. What a held case says stays.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(30);

    /// <summary>When people are asked how the day before went, by their own clock.</summary>
    public TimeOnly Morning { get; set; } = new(9, 0);

    /// <summary>How often cases past their time are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RetentionEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How soon after a case was forgotten the database's files are wiped of its key.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ScrubEvery { get; set; } = TimeSpan.FromSeconds(10);
}
