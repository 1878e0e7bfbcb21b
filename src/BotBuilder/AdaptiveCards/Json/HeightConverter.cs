using System.Globalization;
using Newtonsoft.Json;

namespace AdaptiveCards.Json;

/// <summary>"auto", "stretch" or "80px".</summary>
internal sealed class HeightConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveHeight);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var text = Convert.ToString(reader.Value, CultureInfo.InvariantCulture);
        if (string.Equals(text, "auto", StringComparison.OrdinalIgnoreCase) || text.Length == 0)
            return AdaptiveHeight.Auto;
        if (string.Equals(text, "stretch", StringComparison.OrdinalIgnoreCase))
            return AdaptiveHeight.Stretch;
        return PixelsConverter.Read(text, reader.Path, serializer) is { } pixels ? new AdaptiveHeight(pixels) : AdaptiveHeight.Auto;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        var height = (AdaptiveHeight)value;
        var word = height == AdaptiveHeight.Stretch ? "stretch" : "auto";
        writer.WriteValue(height.IsPixel() ? PixelsConverter.Write(height.Unit ?? 0) : word);
    }
}
