using Newtonsoft.Json;

namespace AdaptiveCards;

public class AdaptiveSubmitAction : AdaptiveAction
{
    public const string TypeName = "Action.Submit";

    public override string Type { get; set; } = TypeName;

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public object Data { get; set; }

    [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveAssociatedInputs AssociatedInputs { get; set; }

    [JsonIgnore]
    public string DataJson
    {
        get => Data == null ? null : JsonConvert.SerializeObject(Data, Formatting.Indented);
        set => Data = value == null ? null : JsonConvert.DeserializeObject(value);
    }
}
