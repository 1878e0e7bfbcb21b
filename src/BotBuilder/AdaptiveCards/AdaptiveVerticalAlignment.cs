using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.EnumConverter))]
public enum AdaptiveVerticalAlignment
{
    Top,
    Center,
    Bottom,
}
