using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>A reading as it is kept with its round. Old rows stay readable: what a row lacks takes its default.</summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Assessment reading) => JsonSerializer.Serialize(
        new Kept(
            [.. reading.Alternatives.Select(a => new KeptLikelihood(a.Situation, Math.Round(a.Probability, 4)))], reading.Abstained, [.. reading.Secondary],
            [.. reading.Flags.Order()], reading.Intensity, [.. reading.Because.Select(c => c.Text)], reading.Legibility, reading.Language, reading.ReadInPart, reading.Retold),
        Options);

    public static Assessment Read(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json, Options)!;
        return new Assessment
        {
            Alternatives = [.. kept.Alternatives.Select(a => new Likelihood(a.Situation, a.Probability))],
            Abstained = kept.Abstained,
            Secondary = kept.Secondary ?? [],
            Flags = new HashSet<Flag>(kept.Flags ?? []),
            Intensity = kept.Intensity,
            Because = [.. (kept.Because ?? []).Select(t => new Cue(t, 0, t.Length))],
            Legibility = kept.Legibility,
            Language = kept.Language,
            ReadInPart = kept.ReadInPart,
            Retold = kept.Retold,
        };
    }

    private sealed record Kept(
        KeptLikelihood[] Alternatives, bool Abstained, Situation[]? Secondary, Flag[]? Flags, int Intensity, string[]? Because, Legibility Legibility, string? Language,
        bool ReadInPart, bool Retold);

    private sealed record KeptLikelihood([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Situation Situation, double Probability);
}
