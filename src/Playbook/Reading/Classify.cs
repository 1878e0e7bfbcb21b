using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClientBot.Playbook.Reading;

/// <summary>The command <c>classify</c>: a JSON message a line in, a JSON reading a line out.</summary>
public static class Classify
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0, or 1 when a line could not be read (each is named on <paramref name="err"/> and passed over).</returns>
    public static int Run(TextReader input, TextWriter output, TextWriter err) => Run(input, output, err, ClientReader.Default);

    public static int Run(TextReader input, TextWriter output, TextWriter err, ClientReader reader)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(err);
        ArgumentNullException.ThrowIfNull(reader);
        var number = 0;
        var faults = 0;
        using var memory = new MemoryStream();
        while (input.ReadLine() is { } line)
        {
            number++;
            if (number == 1)
                line = line.TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Parse(line, out var id, out var text) is { } fault)
            {
                err.WriteLine($"line {number}: {fault}");
                faults++;
                continue;
            }

            memory.SetLength(0);
            using (var json = new Utf8JsonWriter(memory, Plain))
                Write(json, id, reader.Read(text));
            output.WriteLine(System.Text.Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
        }

        return faults == 0 ? 0 : 1;
    }

    /// <returns>What is wrong with the line, or null. The text itself is never repeated.</returns>
    private static string? Parse(string line, out JsonElement id, out string text)
    {
        id = default;
        text = "";
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return "expected a JSON object like {\"id\":\"1\",\"text\":\"…\"}";
            if (!root.TryGetProperty("id", out var given) || given.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                return "expected \"id\", a string or a number";
            if (!root.TryGetProperty("text", out var said) || said.ValueKind != JsonValueKind.String)
                return "expected \"text\", a string";
            _ = given.ValueKind == JsonValueKind.String ? given.GetString() : null;
            id = given.Clone();
            text = said.GetString()!;
            return null;
        }
        catch (JsonException)
        {
            return "not JSON";
        }
        catch (InvalidOperationException)
        {
            return "\"id\" or \"text\" holds half a surrogate pair, which is not text";
        }
    }

    /// <summary>
    /// The labelling guide counts a wish to harm oneself among threats to safety. Inside the product they are never both, since different people are
    /// called; what leaves it carries both names, so that it can be compared with labels.
    /// </summary>
    internal static IEnumerable<Flag> Guided(IReadOnlySet<Flag> flags) => flags.Contains(Flag.SelfHarm) ? flags.Append(Flag.SafetyThreat).Distinct() : flags;

    private static void Write(Utf8JsonWriter json, JsonElement id, Assessment reading)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        id.WriteTo(json);
        if (reading.Situation is { } situation)
            json.WriteString("situation", Spelling.Of(situation));
        else
            json.WriteNull("situation");
        json.WriteNumber("probability", Math.Round(reading.Probability, 4));
        json.WriteBoolean("abstained", reading.Abstained);
        json.WriteStartArray("alternatives");
        foreach (var likelihood in reading.Alternatives)
        {
            json.WriteStartObject();
            json.WriteString("situation", Spelling.Of(likelihood.Situation));
            json.WriteNumber("probability", Math.Round(likelihood.Probability, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("secondary");
        foreach (var secondary in reading.Secondary)
            json.WriteStringValue(Spelling.Of(secondary));
        json.WriteEndArray();
        json.WriteStartArray("flags");
        foreach (var flag in Guided(reading.Flags).Order())
            json.WriteStringValue(Spelling.Of(flag));
        json.WriteEndArray();
        json.WriteNumber("intensity", reading.Intensity);
        json.WriteStartArray("because");
        foreach (var cue in reading.Because)
        {
            json.WriteStartObject();
            json.WriteString("text", cue.Text);
            json.WriteNumber("start", cue.Start);
            json.WriteNumber("end", cue.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (reading.Language is { } language)
            json.WriteString("language", language);
        json.WriteString("legibility", Enum.GetName(reading.Legibility));
        json.WriteEndObject();
    }
}
