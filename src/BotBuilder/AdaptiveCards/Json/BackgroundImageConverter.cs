using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

/// <summary>Only a picture: its address. A picture with settings: an object.</summary>
internal sealed class BackgroundImageConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveBackgroundImage);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JToken.Load(reader);
        if (json.Type == JTokenType.Null)
            return null;
        if (json.Type == JTokenType.String)
            return new AdaptiveBackgroundImage((string)json);
        var image = new AdaptiveBackgroundImage();
        using var properties = json.CreateReader();
        serializer.Populate(properties, image);
        return image;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        var image = (AdaptiveBackgroundImage)value;
        if (image.HasDefaultValues())
        {
            writer.WriteValue(image.Url?.OriginalString);
            return;
        }

        writer.WriteStartObject();
        Write(writer, serializer, "url", image.Url?.OriginalString);
        if (image.FillMode != default)
            Write(writer, serializer, "fillMode", image.FillMode);
        if (image.HorizontalAlignment != default)
            Write(writer, serializer, "horizontalAlignment", image.HorizontalAlignment);
        if (image.VerticalAlignment != default)
            Write(writer, serializer, "verticalAlignment", image.VerticalAlignment);
        writer.WriteEndObject();
    }

    private static void Write(JsonWriter writer, JsonSerializer serializer, string name, object value)
    {
        writer.WritePropertyName(name);
        serializer.Serialize(writer, value);
    }
}
