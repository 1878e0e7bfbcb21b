using ClientBot.Delivery;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>JSON as Slack sends it: timestamps stay the strings that they are.</summary>
internal static class SlackJson
{
    private const int Deepest = 64;

    private static readonly JsonLoadSettings Strict = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };
    private static readonly JsonSerializer House = JsonSerializer.Create(
        new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, DateParseHandling = DateParseHandling.None, Converters = { new CardWriter() } });

    /// <exception cref="JsonException">It is no JSON object, or one that is too deep.</exception>
    public static JObject Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = Deepest };
        var read = JObject.Load(reader, Strict);
        return reader.Read() ? throw new JsonReaderException("more than one value") : read;
    }

    /// <summary>An answer of the house (a task module, a card) as JSON.</summary>
    public static JObject Of(object? body) => body is null ? [] : body as JObject ?? JObject.FromObject(body, House);

    public static string? Text(this JToken? json, string path) => json?.SelectToken(path) is JValue { Type: JTokenType.String } value ? (string?)value : null;

    public static bool IsTrue(this JToken? json, string path) => json?.SelectToken(path) is JValue { Type: JTokenType.Boolean } value && (bool)value;
}
