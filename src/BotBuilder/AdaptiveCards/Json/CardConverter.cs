using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AdaptiveCards.Json;

internal sealed class CardConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(AdaptiveCard);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var outermost = reader.Depth == 0;
        var json = JToken.Load(reader);
        if (json.Type == JTokenType.Null)
            return null;
        if (json is not JObject properties || properties.Value<string>("type") != AdaptiveCard.TypeName)
            throw new AdaptiveSerializationException($"Property 'type' must be '{AdaptiveCard.TypeName}'");
        if (outermost)
        {
            RequireVersion(properties);
            if (new AdaptiveSchemaVersion(properties.Value<string>("version")) > AdaptiveCard.KnownSchemaVersion)
                return InsteadOf(properties, serializer);
        }

        // A card inside a card may go without a version.
        var card = new AdaptiveCard((AdaptiveSchemaVersion)null);
        ElementConverter.Fill(card, properties, serializer);
        return card;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        throw new NotSupportedException("Cards are written member by member.");

    private static void RequireVersion(JObject card)
    {
        if (card["version"]?.Type is not (null or JTokenType.Null))
            return;
        var missing = AdaptiveCard.OnDeserializingMissingVersion ??
            throw new AdaptiveSerializationException("Could not parse required key: version. It was not found.");
        card["version"] = missing().ToString();
    }

    private static AdaptiveCard InsteadOf(JObject tooNew, JsonSerializer serializer)
    {
        const int Unsupported = (int)AdaptiveWarning.WarningStatusCode.UnsupportedSchemaVersion;
        ParsingResolver.Warn(serializer, Unsupported, "Schema version is not supported");
        var text = tooNew.Value<string>("fallbackText");
        if (string.IsNullOrEmpty(text))
            text = "We're sorry, this card couldn't be displayed";
        return new AdaptiveCard("1.0")
        {
            Lang = tooNew.Value<string>("lang"),
            Speak = tooNew.Value<string>("speak") ?? text,
            Body = { new AdaptiveTextBlock(text) },
        };
    }
}
