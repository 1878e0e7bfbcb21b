using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

/// <summary>A target that only flips is its id; one that is to be shown or hidden is an object.</summary>
internal sealed class TargetConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveTargetElement);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JToken.Load(reader);
        if (json.Type == JTokenType.String)
            return new AdaptiveTargetElement((string)json);
        if (json is not JObject)
            throw new AdaptiveSerializationException($"An id or a target was expected at '{json.Path}', not {json.Type}.");
        return new AdaptiveTargetElement { ElementId = json.Value<string>("elementId"), IsVisible = json.Value<bool?>("isVisible") };
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        var target = (AdaptiveTargetElement)value;
        if (target.IsVisible == null)
        {
            writer.WriteValue(target.ElementId);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("elementId");
        writer.WriteValue(target.ElementId);
        writer.WritePropertyName("isVisible");
        writer.WriteValue(target.IsVisible.Value);
        writer.WriteEndObject();
    }
}
