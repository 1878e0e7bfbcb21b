using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

/// <summary>Finds the class by the "type" property. Objects are written by Newtonsoft itself, member by member.</summary>
internal sealed class ElementConverter : JsonConverter
{
    private static readonly Dictionary<string, Func<AdaptiveTypedElement>> Kinds = new()
    {
        [AdaptiveTextBlock.TypeName] = () => new AdaptiveTextBlock(),
        [AdaptiveRichTextBlock.TypeName] = () => new AdaptiveRichTextBlock(),
        [AdaptiveImage.TypeName] = () => new AdaptiveImage(),
        [AdaptiveImageSet.TypeName] = () => new AdaptiveImageSet(),
        [AdaptiveContainer.TypeName] = () => new AdaptiveContainer(),
        [AdaptiveColumnSet.TypeName] = () => new AdaptiveColumnSet(),
        [AdaptiveColumn.TypeName] = () => new AdaptiveColumn(),
        [AdaptiveFactSet.TypeName] = () => new AdaptiveFactSet(),
        [AdaptiveActionSet.TypeName] = () => new AdaptiveActionSet(),
        [AdaptiveTable.TypeName] = () => new AdaptiveTable(),
        [AdaptiveTableRow.TypeName] = () => new AdaptiveTableRow(),
        [AdaptiveTableCell.TypeName] = () => new AdaptiveTableCell(),
        [AdaptiveTextInput.TypeName] = () => new AdaptiveTextInput(),
        [AdaptiveNumberInput.TypeName] = () => new AdaptiveNumberInput(),
        [AdaptiveDateInput.TypeName] = () => new AdaptiveDateInput(),
        [AdaptiveTimeInput.TypeName] = () => new AdaptiveTimeInput(),
        [AdaptiveToggleInput.TypeName] = () => new AdaptiveToggleInput(),
        [AdaptiveChoiceSetInput.TypeName] = () => new AdaptiveChoiceSetInput(),
        [AdaptiveSubmitAction.TypeName] = () => new AdaptiveSubmitAction(),
        [AdaptiveExecuteAction.TypeName] = () => new AdaptiveExecuteAction(),
        [AdaptiveOpenUrlAction.TypeName] = () => new AdaptiveOpenUrlAction(),
        [AdaptiveShowCardAction.TypeName] = () => new AdaptiveShowCardAction(),
        [AdaptiveToggleVisibilityAction.TypeName] = () => new AdaptiveToggleVisibilityAction(),
    };

    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => typeof(AdaptiveTypedElement).IsAssignableFrom(objectType);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JToken.Load(reader);
        if (json.Type == JTokenType.Null)
            return null;
        if (json is not JObject properties)
            throw new AdaptiveSerializationException($"An element or action was expected at '{json.Path}', not {json.Type}.");
        var element = Create(properties, objectType, serializer);
        Fill(element, properties, serializer);
        return element;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new NotSupportedException("Elements are written member by member.");

    internal static void Fill(AdaptiveTypedElement element, JObject properties, JsonSerializer serializer)
    {
        using var reader = properties.CreateReader();
        serializer.Populate(reader, element);
        var unknown = ParsingResolver.Unknown(serializer, element.GetType(), element.AdditionalProperties);
        if (element is AdaptiveUnknownElement or AdaptiveUnknownAction)
            return;
        foreach (var name in unknown)
            ParsingResolver.Warn(serializer, -1, $"Unknown property '{name}' on '{element.Type}'");
    }

    private static AdaptiveTypedElement Create(JObject properties, Type expected, JsonSerializer serializer)
    {
        var name = properties.Value<string>("type");
        // Columns, images of a set, rows and cells may leave their type out; where they stand says what they are.
        if (name == null && !expected.IsAbstract)
            return (AdaptiveTypedElement)Activator.CreateInstance(expected);
        if (string.IsNullOrEmpty(name))
            throw new AdaptiveSerializationException("Required property 'type' not found on adaptive card");

        AdaptiveTypedElement element;
        if (Kinds.TryGetValue(name, out var create))
            element = create();
        else
        {
            ParsingResolver.Warn(serializer, -1, $"Unknown element '{name}'");
            var action = expected == typeof(AdaptiveAction) || name.StartsWith("Action.", StringComparison.Ordinal);
            element = action ? new AdaptiveUnknownAction() : new AdaptiveUnknownElement();
        }

        return expected.IsInstanceOfType(element)
            ? element
            : throw new ArgumentException($"'{name}' at '{properties.Path}' can't stand where {expected.Name} is expected.");
    }
}
