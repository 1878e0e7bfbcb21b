using System.Globalization;
using Newtonsoft.Json;

namespace AdaptiveCards.Json;

internal sealed class VersionConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveSchemaVersion);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
            return null;
        return new AdaptiveSchemaVersion(Convert.ToString(reader.Value, CultureInfo.InvariantCulture));
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) => writer.WriteValue(value.ToString());
}
