using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.EnumConverter))]
public enum AdaptiveContainerStyle
{
    Normal = 0,
    Default = 0,
    Emphasis = 1,
    Good = 2,
    Attention = 3,
    Warning = 4,
    Accent = 5,
}
