using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.CardConverter))]
public class AdaptiveCard : AdaptiveTypedElement
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public const string TypeName = "AdaptiveCard";

    // A public static field, because the official one is.
    public static AdaptiveSchemaVersion KnownSchemaVersion = new(1, 5);

    public AdaptiveCard(AdaptiveSchemaVersion schemaVersion) => Version = schemaVersion;

    public AdaptiveCard(string schemaVersion)
        : this(new AdaptiveSchemaVersion(schemaVersion))
    {
    }

    [Obsolete("Please use the overload which accepts a version parameter and specify the version your card requires")]
    public AdaptiveCard()
        : this(new AdaptiveSchemaVersion(1, 0))
    {
    }

    public static Func<AdaptiveSchemaVersion> OnDeserializingMissingVersion { get; set; }

    public override string Type { get; set; } = TypeName;

    [JsonProperty(Order = -95, NullValueHandling = NullValueHandling.Ignore)]
    public AdaptiveSchemaVersion Version { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    [Obsolete("Use Version instead")]
    public AdaptiveSchemaVersion MinVersion { get; set; }

    [JsonProperty(Order = -80, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public string FallbackText { get; set; }

    [JsonProperty(Order = -70, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public string Speak { get; set; }

    [JsonProperty(Order = -60, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public string Lang { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    [Obsolete("The Title property is not officially supported right now and should not be used")]
    public string Title { get; set; }

    [JsonProperty(Order = -50, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveBackgroundImage BackgroundImage { get; set; }

    [JsonProperty(Order = -40)]
    public AdaptiveHeight Height { get; set; } = AdaptiveHeight.Auto;

    [JsonProperty("minHeight", DefaultValueHandling = DefaultValueHandling.Ignore)]
    [JsonConverter(typeof(Json.PixelsConverter))]
    public uint PixelMinHeight { get; set; }

    [JsonProperty(Order = -30)]
    [JsonConverter(typeof(Json.ItemsConverter<AdaptiveElement>))]
    public List<AdaptiveElement> Body { get; set; } = [];

    [JsonProperty(Order = -20)]
    [JsonConverter(typeof(Json.ItemsConverter<AdaptiveAction>))]
    public List<AdaptiveAction> Actions { get; set; } = [];

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveAction SelectAction { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveRefresh Refresh { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveAuthentication Authentication { get; set; }

    // Read so that it does not count as an unknown property; never written.
    [JsonProperty("$schema")]
    internal string JsonSchema { get; set; }

    public bool ShouldSerializeBody() => Body?.Count > 0;

    public bool ShouldSerializeActions() => Actions?.Count > 0;

    public bool ShouldSerializeJsonSchema() => false;

    public bool ShouldSerializeHeight() => Height != null && Height != AdaptiveHeight.Auto;

    public static AdaptiveCardParseResult FromJson(string json)
    {
        var result = new AdaptiveCardParseResult();
        try
        {
            var settings = new JsonSerializerSettings { ContractResolver = new Json.ParsingResolver(result.Warnings) };
            result.Card = JsonConvert.DeserializeObject<AdaptiveCard>(json, settings);
        }
        catch (JsonException problem)
        {
            throw new AdaptiveSerializationException(problem.Message, problem);
        }

        return result;
    }

    public string ToJson() => JsonConvert.SerializeObject(this, Formatting.Indented);
}
