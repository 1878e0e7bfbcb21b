using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace AdaptiveCards;

[JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
[JsonConverter(typeof(Json.ElementConverter))]
public abstract class AdaptiveTypedElement
{
    // A public field, because the official one is.
    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public IDictionary<string, string> Requires;

    [JsonProperty(Order = -100)]
    public abstract string Type { get; set; }

    [JsonProperty(Order = -90, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public string Id { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveFallbackElement Fallback { get; set; }

    [JsonExtensionData]
    public SerializableDictionary<string, object> AdditionalProperties { get; set; } = [];

    public bool ShouldSerializeAdditionalProperties() => AdditionalProperties?.Count > 0;
}
