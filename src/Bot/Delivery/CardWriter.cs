using AdaptiveCards;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Delivery;

/// <summary>
/// Writes attachments, and the elements that our cards are made of, property by property. Newtonsoft's own way asks each
/// element for some twenty properties that are not set: for a guidance card that took longer than all its queries.
/// What is not known here, or has something unusual set, is left to Newtonsoft; the card is the same either way.
/// </summary>
internal sealed class CardWriter : JsonConverter<Attachment>
{
    public override bool CanRead => false;

    public override Attachment ReadJson(JsonReader reader, Type objectType, Attachment? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        throw new NotSupportedException("Attachments are read by Newtonsoft itself.");

    public override void WriteJson(JsonWriter writer, Attachment? value, JsonSerializer serializer)
    {
        writer.WriteStartObject();
        Text(writer, "contentType", value!.ContentType);
        Text(writer, "contentUrl", value.ContentUrl);
        if (value.Content is { } content)
        {
            writer.WritePropertyName("content");
            if (content is AdaptiveCard card && IsPlain(card)) WriteCard(writer, card, serializer);
            else serializer.Serialize(writer, content);
        }

        Text(writer, "name", value.Name);
        Text(writer, "thumbnailUrl", value.ThumbnailUrl);
        foreach (var other in value.Properties?.Properties() ?? []) other.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteCard(JsonWriter writer, AdaptiveCard card, JsonSerializer serializer)
    {
        writer.WriteStartObject();
        Text(writer, "type", card.Type);
        Text(writer, "version", card.Version.ToString());
        Text(writer, "id", card.Id);
        Text(writer, "fallbackText", card.FallbackText);
        Text(writer, "lang", card.Lang);
        if (card.Body is { Count: > 0 } body) WriteList(writer, "body", body, serializer);
        if (card.Actions is { Count: > 0 } actions) WriteList(writer, "actions", actions, serializer);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(JsonWriter writer, string name, List<T> items, JsonSerializer serializer)
        where T : AdaptiveTypedElement
    {
        writer.WritePropertyName(name);
        writer.WriteStartArray();
        foreach (var item in items)
            if (item is null || !IsPlain(item) || !Write(writer, item, serializer)) serializer.Serialize(writer, item);
        writer.WriteEndArray();
    }

    private static bool Write(JsonWriter writer, AdaptiveTypedElement item, JsonSerializer serializer)
    {
        switch (item)
        {
            case AdaptiveRichTextBlock { HorizontalAlignment: 0 } rich:
                Begin(writer, rich);
                WriteRuns(writer, rich.Inlines, serializer);
                break;
            case AdaptiveTextBlock { Italic: false, Strikethrough: false, HorizontalAlignment: 0, MaxLines: 0, MaxWidth: 0, FontType: 0, Style: 0 } text:
                Begin(writer, text);
                Word(writer, "size", text.Size);
                Word(writer, "weight", text.Weight);
                Word(writer, "color", text.Color);
                Flag(writer, "isSubtle", text.IsSubtle);
                Text(writer, "text", text.Text);
                Flag(writer, "wrap", text.Wrap);
                break;
            // A column is a container too, with more of its own.
            case AdaptiveContainer { BackgroundImage: null, Rtl: null, VerticalContentAlignment: 0, SelectAction: null, Bleed: false, PixelMinHeight: 0 } box
                when box.GetType() == typeof(AdaptiveContainer) && box.Style != default(AdaptiveContainerStyle):
                Begin(writer, box);
                if (box.Style is { } style) Text(writer, "style", CardWords<AdaptiveContainerStyle>.Of(style));
                WriteList(writer, "items", box.Items, serializer);
                break;
            case AdaptiveActionSet set:
                Begin(writer, set);
                WriteList(writer, "actions", set.Actions, serializer);
                break;
            case AdaptiveToggleVisibilityAction { IconUrl: null, Style: "default", IsEnabled: true, Mode: 0, Tooltip: null } toggle when toggle.TargetElements.TrueForAll(t => t.IsVisible is null):
                Begin(writer, toggle);
                Text(writer, "title", toggle.Title);
                writer.WritePropertyName("targetElements");
                writer.WriteStartArray();
                foreach (var target in toggle.TargetElements) writer.WriteValue(target.ElementId);
                writer.WriteEndArray();
                break;
            case AdaptiveSubmitAction { AssociatedInputs: 0, IconUrl: null, Style: "default", IsEnabled: true, Mode: 0, Tooltip: null, Data: JObject data } press:
                Begin(writer, press);
                Text(writer, "title", press.Title);
                writer.WritePropertyName("data");
                data.WriteTo(writer);
                break;
            default:
                return false;
        }

        if (item is AdaptiveElement element) WriteCommon(writer, element);
        writer.WriteEndObject();
        return true;
    }

    private static void WriteRuns(JsonWriter writer, List<AdaptiveInline> runs, JsonSerializer serializer)
    {
        writer.WritePropertyName("inlines");
        writer.WriteStartArray();
        foreach (var inline in runs)
        {
            if (inline is not AdaptiveTextRun { Strikethrough: false, Highlight: false, Underline: false, FontType: 0, SelectAction: null, AdditionalProperties: null or { Count: 0 } } run)
            {
                serializer.Serialize(writer, inline);
                continue;
            }

            writer.WriteStartObject();
            Text(writer, "type", run.Type);
            Word(writer, "size", run.Size);
            Word(writer, "weight", run.Weight);
            Word(writer, "color", run.Color);
            Flag(writer, "isSubtle", run.IsSubtle);
            Flag(writer, "italic", run.Italic);
            Text(writer, "text", run.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Begin(JsonWriter writer, AdaptiveTypedElement item)
    {
        writer.WriteStartObject();
        Text(writer, "type", item.Type);
        Text(writer, "id", item.Id);
    }

    private static void WriteCommon(JsonWriter writer, AdaptiveElement element)
    {
        Word(writer, "spacing", element.Spacing);
        Flag(writer, "separator", element.Separator);
        if (element.IsVisible) return;
        writer.WritePropertyName("isVisible");
        writer.WriteValue(false);
    }

    private static bool IsPlain(AdaptiveTypedElement item) =>
        item is { Requires: null or { Count: 0 }, Fallback: null, AdditionalProperties: null or { Count: 0 } }
        && (item is not AdaptiveElement element || element.Height is null || element.Height == AdaptiveHeight.Auto);

    private static bool IsPlain(AdaptiveCard card) =>
        IsPlain((AdaptiveTypedElement)card) && card is { Speak: null, BackgroundImage: null, PixelMinHeight: 0, VerticalContentAlignment: 0, SelectAction: null, Refresh: null, Authentication: null, Version: not null }
        && (card.Height is null || card.Height == AdaptiveHeight.Auto);

    private static void Text(JsonWriter writer, string name, string? value)
    {
        if (value is null) return;
        writer.WritePropertyName(name, escape: false);
        writer.WriteValue(value);
    }

    private static void Flag(JsonWriter writer, string name, bool value)
    {
        if (!value) return;
        writer.WritePropertyName(name, escape: false);
        writer.WriteValue(true);
    }

    private static void Word<T>(JsonWriter writer, string name, T value)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, default)) Text(writer, name, CardWords<T>.Of(value));
    }
}
