using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class SortedValue
{
    [JsonProperty("value")]
    public string Value { get; set; }

    [JsonProperty("index")]
    public int Index { get; set; }
}
