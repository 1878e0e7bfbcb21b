using System.ComponentModel.DataAnnotations;

namespace ClientBot.Delivery;

/// <summary>How messages go out.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>How many conversations are sent to at once. A platform that answers in 200 ms takes five messages a second from each.</summary>
    [Range(1, 256)]
    public int Senders { get; set; } = 64;

    /// <summary>How long a send may take before another process may follow it.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Claim { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The first wait after an attempt of unknown outcome; it doubles each time, up to a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How old a message is given up, if nobody knows whether it arrived: longer than a night in which a secret ran out.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often messages that wait are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long rows that are done are kept: the platform's message ids, to know a redelivery (Slack repeats for up to 26 hours), and what became of our own.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan Kept { get; set; } = TimeSpan.FromHours(48);
}
