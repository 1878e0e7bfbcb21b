using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

/// <summary>A run of rich text is an object or, the short way, a string.</summary>
internal sealed class InlineConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => typeof(AdaptiveInline).IsAssignableFrom(objectType);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.String)
            return new AdaptiveTextRun((string)reader.Value);
        var json = JObject.Load(reader);
        if (json.Value<string>("type") != AdaptiveTextRun.TypeName)
            throw new AdaptiveSerializationException($"Property 'type' must be '{AdaptiveTextRun.TypeName}'");
        var run = new AdaptiveTextRun();
        using var properties = json.CreateReader();
        serializer.Populate(properties, run);
        foreach (var name in ParsingResolver.Unknown(serializer, typeof(AdaptiveTextRun), run.AdditionalProperties))
            ParsingResolver.Warn(serializer, -1, $"Unknown property '{name}' on '{run.Type}'");
        return run;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new NotSupportedException("Runs are written member by member.");
}
