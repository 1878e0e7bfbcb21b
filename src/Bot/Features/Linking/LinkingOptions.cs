using System.ComponentModel.DataAnnotations;

namespace ClientBot.Features.Linking;

/// <summary>Who is known to be one person on several platforms.</summary>
public sealed class LinkingOptions
{
    public const string Section = "Linking";

    /// <summary>The organisation's own mail domains. Empty: nobody is linked by their address.</summary>
    public IList<string> Domains { get; } = [];

    /// <summary>How often platforms are asked about people who are new to the bot.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long a platform is asked again about somebody.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan AskedAgainAfter { get; set; } = TimeSpan.FromDays(1);
}
