using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

internal sealed class FallbackConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveFallbackElement);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JToken.Load(reader);
        return json.Type switch
        {
            JTokenType.Null => null,
            JTokenType.Object => new AdaptiveFallbackElement(json.ToObject<AdaptiveTypedElement>(serializer)),
            JTokenType.String when string.Equals((string)json, AdaptiveFallbackElement.drop, StringComparison.OrdinalIgnoreCase) =>
                new AdaptiveFallbackElement(AdaptiveFallbackElement.AdaptiveFallbackType.Drop),
            _ => throw new AdaptiveSerializationException("The only valid string value for the fallback property is 'drop'."),
        };
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        var fallback = (AdaptiveFallbackElement)value;
        if (fallback.Type == AdaptiveFallbackElement.AdaptiveFallbackType.Drop)
            writer.WriteValue(AdaptiveFallbackElement.drop);
        else
            serializer.Serialize(writer, fallback.Content);
    }
}
