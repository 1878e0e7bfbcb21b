using System.Text.Json;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Training;

/// <summary>A labelled message of the corpus or of an evaluation file.</summary>
public sealed record Message
{
    public required string Id { get; init; }
    public required string Text { get; init; }

    /// <summary>Null where only "abusive or not" is known.</summary>
    public Situation? Primary { get; init; }
    public bool? Abusive { get; init; }
    public IReadOnlyList<Situation>? Secondary { get; init; }
    public IReadOnlySet<Flag>? Flags { get; init; }
    public int? Intensity { get; init; }
    public bool? Retold { get; init; }
    public string Theme { get; init; } = "";
    public string Source { get; init; } = "";

    /// <summary>File and line, for error messages.</summary>
    public string Place { get; init; } = "";

    public static IReadOnlyList<Message> ReadFile(string path)
    {
        var messages = new List<Message>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var place = $"{Path.GetFileName(path)}:{number}";
            try
            {
                using var document = JsonDocument.Parse(line);
                messages.Add(Read(document.RootElement, place));
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"{place}: {fault.Message}", fault);
            }
        }

        return messages;
    }

    /// <summary>All files of a folder, in the order of their names.</summary>
    public static IReadOnlyList<Message> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static Message Read(JsonElement json, string place)
    {
        bool? abusive = null;
        if (json.TryGetProperty("expect", out var expect) && expect.TryGetProperty("abusive", out var said))
            abusive = said.GetBoolean();
        var primary = json.TryGetProperty("primary", out var given) ? Situation(given.GetString(), place) : (Situation?)null;
        return new Message
        {
            Id = json.GetProperty("id").GetString()!,
            Text = json.GetProperty("text").GetString()!,
            Primary = primary,
            Abusive = abusive ?? (primary is { } known ? known == Reading.Situation.Abusive : null),
            Secondary = json.TryGetProperty("secondary", out var others) ? [.. others.EnumerateArray().Select(e => Situation(e.GetString(), place))] : null,
            Flags = json.TryGetProperty("flags", out var flags) ? flags.EnumerateArray().Select(e => FlagOf(e.GetString(), place)).ToHashSet() : null,
            Intensity = json.TryGetProperty("intensity", out var intensity) ? intensity.GetInt32() : null,
            Retold = json.TryGetProperty("form", out var form) ? form.GetString() == "paraphrase" : null,
            Theme = json.TryGetProperty("theme", out var theme) ? theme.GetString()! : "",
            Source = json.TryGetProperty("source", out var source) ? source.GetString()! : "",
            Place = place,
        };
    }

    private static Situation Situation(string? name, string place) =>
        Spelling.TryParse(name, out Situation situation) ? situation : throw new FormatException($"{place}: no situation is called \"{name}\"");

    private static Flag FlagOf(string? name, string place) =>
        Spelling.TryParse(name, out Flag flag) ? flag : throw new FormatException($"{place}: no flag is called \"{name}\"");
}
