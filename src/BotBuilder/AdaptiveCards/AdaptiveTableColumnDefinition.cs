using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace AdaptiveCards;

[JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
public class AdaptiveTableColumnDefinition
{
    public const string TypeName = "TableColumnDefinition";

    [JsonProperty("verticalCellContentAlignment", DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment { get; set; }

    [JsonProperty("horizontalCellContentAlignment", DefaultValueHandling = DefaultValueHandling.Ignore)]
    public AdaptiveHorizontalContentAlignment HorizontalContentAlignment { get; set; }

    [JsonIgnore]
    public double PixelWidth { get; set; }

    [JsonIgnore]
    public long Width { get; set; }

    // Either a weight (a number) or pixels ("80px"); the card's own word for both is width.
    [JsonProperty("width", NullValueHandling = NullValueHandling.Ignore)]
    internal object WeightOrPixels
    {
        get => PixelWidth > 0 ? string.Create(CultureInfo.InvariantCulture, $"{PixelWidth}px") : Width > 0 ? Width : null;
        set
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture);
            if (text.EndsWith("px", StringComparison.Ordinal) &&
                double.TryParse(text.AsSpan(0, text.Length - 2), CultureInfo.InvariantCulture, out var pixels))
                PixelWidth = pixels;
            else if (long.TryParse(text, CultureInfo.InvariantCulture, out var weight))
                Width = weight;
        }
    }
}
