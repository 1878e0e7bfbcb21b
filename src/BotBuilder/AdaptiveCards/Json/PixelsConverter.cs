using System.Globalization;
using Newtonsoft.Json;

namespace AdaptiveCards.Json;

/// <summary>"80px" in JSON, 80 in C#.</summary>
internal sealed class PixelsConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(uint);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
        Read(Convert.ToString(reader.Value, CultureInfo.InvariantCulture), reader.Path, serializer) ?? 0u;

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) => writer.WriteValue(Write((uint)value));

    internal static string Write(uint pixels) => string.Create(CultureInfo.InvariantCulture, $"{pixels}px");

    internal static uint? Read(string text, string path, JsonSerializer serializer)
    {
        if (text.EndsWith("px", StringComparison.Ordinal) && char.IsAsciiDigit(text[0]) &&
            double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pixels))
            return (uint)pixels;
        ParsingResolver.Warn(serializer, -1, $"\"{text}\" at '{path}' is not a number of pixels such as 80px; it will be ignored.");
        return null;
    }
}
