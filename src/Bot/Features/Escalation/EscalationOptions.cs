using System.ComponentModel.DataAnnotations;

namespace ClientBot.Features.Escalation;

/// <summary>The pace of escalations. Whom they go to is a team's own setting.</summary>
public sealed class EscalationOptions
{
    public const string Section = "Escalation";

    /// <summary>How often what is due is looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an escalation can be undone as if it had not been.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Undo { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a person named without any policy is given before the asker hears that there was no answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(5);
}
