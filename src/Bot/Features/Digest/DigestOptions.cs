using System.ComponentModel.DataAnnotations;

namespace ClientBot.Features.Digest;

/// <summary>The pace of digests. Whether and when a team has one is its own setting.</summary>
public sealed class DigestOptions
{
    public const string Section = "Digest";

    /// <summary>How often digests that are due, and people to be asked how it went, are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many are written each time: on the hour, those of many teams are due at once, and nobody waits for them.</summary>
    [Range(1, 1000)]
    public int AtOnce { get; set; } = 20;
}
