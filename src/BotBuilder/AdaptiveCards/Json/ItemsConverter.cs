using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

/// <summary>Reads a list and skips its nulls and its empty objects.</summary>
internal sealed class ItemsConverter<T> : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(List<T>);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JToken.Load(reader);
        if (json.Type == JTokenType.Null)
            return new List<T>();
        if (json is not JArray items)
            throw new AdaptiveSerializationException($"A list was expected at '{json.Path}', not {json.Type}.");
        return items.Where(item => item.HasValues).Select(item => item.ToObject<T>(serializer)).ToList();
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new NotSupportedException("Lists are written item by item.");
}
