using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientBot.Features.Escalation;

/// <summary>Whom a team asks for help, in which order, and how long each is given. An escalation under way keeps the one it began with.</summary>
public sealed record Policy
{
    public const int MostRepeats = 2;
    public static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestReminder = TimeSpan.FromHours(24);
    public static readonly Policy None = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public IReadOnlyList<PolicyStep> Steps { get; init; } = [];

    /// <summary>How often the steps are gone through once more when nobody answered.</summary>
    public int Repeats { get; init; }

    /// <summary>Who hears when all is exhausted, beside the asker: person ids.</summary>
    public IReadOnlyList<string> AtTheEnd { get; init; } = [];

    /// <summary>Null: at any hour.</summary>
    public WorkingHours? Hours { get; init; }

    public OffDuty WhenOffDuty { get; init; }

    /// <summary>How long an "I have it" may stay unresolved before its owner is reminded.</summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromHours(1);

    [JsonIgnore]
    public IEnumerable<string> People => Steps.SelectMany(s => s.People).Concat(AtTheEnd).Distinct();

    public static Policy Read(string json) => JsonSerializer.Deserialize<Policy>(json, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Person ids who are asked at once, and how long until the next step.</summary>
public sealed record PolicyStep(IReadOnlyList<string> People, TimeSpan Wait)
{
    /// <summary>Who was named for this once is asked whatever the hour.</summary>
    public bool AtAnyHour { get; init; }
}

/// <summary>What happens to a step when nobody of it is on duty.</summary>
public enum OffDuty
{
    NextStep,
    Hold,
}
