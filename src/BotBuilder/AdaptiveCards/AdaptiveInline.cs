using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace AdaptiveCards;

[JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
[JsonConverter(typeof(Json.InlineConverter))]
public abstract class AdaptiveInline
{
    [JsonProperty(Order = -100)]
    public abstract string Type { get; set; }

    [JsonExtensionData]
    public SerializableDictionary<string, object> AdditionalProperties { get; set; } = [];

    public bool ShouldSerializeAdditionalProperties() => AdditionalProperties?.Count > 0;
}
