using System.Reflection;
using System.Xml;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Rest.Serialization;

/// <summary>How the Bot Framework writes JSON, towards the connector and in answers to an invoke.</summary>
internal static class WireJson
{
    public static JsonSerializerSettings Settings() => new()
    {
        Formatting = Newtonsoft.Json.Formatting.Indented,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        NullValueHandling = NullValueHandling.Ignore,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        ContractResolver = new WritableOnlyResolver(),
        Converters = { new Iso8601TimeSpan() },
        MaxDepth = 128,
    };

    // Properties without a public setter are not written: an anonymous object goes out as {}, as it does with Microsoft's packages.
    private sealed class WritableOnlyResolver : DefaultContractResolver
    {
        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            if (member is PropertyInfo { GetMethod.IsStatic: not true } info)
            {
                var writable = info.SetMethod is { IsPrivate: false, IsFamily: false };
                property.ShouldSerialize = _ => writable;
            }

            return property;
        }
    }

    private sealed class Iso8601TimeSpan : JsonConverter<TimeSpan>
    {
        public override TimeSpan ReadJson(
            JsonReader reader, Type objectType, TimeSpan existingValue, bool hasExistingValue, JsonSerializer serializer) =>
            XmlConvert.ToTimeSpan((string)reader.Value);

        public override void WriteJson(JsonWriter writer, TimeSpan value, JsonSerializer serializer) =>
            writer.WriteValue(XmlConvert.ToString(value));
    }
}
