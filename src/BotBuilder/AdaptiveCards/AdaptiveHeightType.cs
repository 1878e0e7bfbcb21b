using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.EnumConverter))]
public enum AdaptiveHeightType
{
    Auto,
    Stretch,
    Pixel,
}
