using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.FallbackConverter))]
public class AdaptiveFallbackElement
{
    // Its name begins small, because the official one does.
    public static readonly string drop = "drop";

    public AdaptiveFallbackElement(AdaptiveFallbackType fallbackType) => Type = fallbackType;

    public AdaptiveFallbackElement(AdaptiveTypedElement fallbackContent)
    {
        Type = AdaptiveFallbackType.Content;
        Content = fallbackContent;
    }

    public AdaptiveFallbackElement()
    {
    }

    public enum AdaptiveFallbackType
    {
        None,
        Drop,
        Content,
    }

    [JsonIgnore]
    public AdaptiveFallbackType Type { get; set; }

    [JsonIgnore]
    public AdaptiveTypedElement Content { get; set; }
}
