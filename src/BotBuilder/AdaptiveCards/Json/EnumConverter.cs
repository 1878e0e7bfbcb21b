using System.Collections.Concurrent;
using Newtonsoft.Json;

namespace AdaptiveCards.Json;

/// <summary>The names of an enum in camel case; a name that nobody knows is the default, with a warning.</summary>
internal sealed class EnumConverter : JsonConverter
{
    private static readonly ConcurrentDictionary<object, string> Words = new();

    public override bool CanConvert(Type objectType) => objectType.IsEnum;

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var nullable = Nullable.GetUnderlyingType(objectType);
        var type = nullable ?? objectType;
        if (reader.Value is string name)
        {
            if (Enum.GetNames(type).Contains(name, StringComparer.OrdinalIgnoreCase))
                return Enum.Parse(type, name, ignoreCase: true);
            ParsingResolver.Warn(serializer, -1, $"'{name}' at '{reader.Path}' is not a {type.Name}; it will be ignored.");
        }

        return nullable == null ? Enum.ToObject(type, 0) : null;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) => writer.WriteValue(Words.GetOrAdd(value, WordOf));

    private static string WordOf(object value)
    {
        // Some enums call their zero both Default and Normal; the card format knows the first only.
        var names = Enum.GetNames(value.GetType()).Where(name => Enum.Parse(value.GetType(), name).Equals(value)).ToList();
        var word = names.Contains("Default") ? "Default" : names[0];
        return char.ToLowerInvariant(word[0]) + word[1..];
    }
}
