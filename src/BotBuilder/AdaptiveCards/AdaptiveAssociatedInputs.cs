using Newtonsoft.Json;

namespace AdaptiveCards;

[JsonConverter(typeof(Json.EnumConverter))]
public enum AdaptiveAssociatedInputs
{
    Auto = 0,
    None = 1,
}
