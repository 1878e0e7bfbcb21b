using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.EnumConverter))]
public enum AdaptiveActionMode
{
    Primary,
    Secondary,
}
