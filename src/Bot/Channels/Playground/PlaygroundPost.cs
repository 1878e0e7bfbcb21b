using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Playground;

/// <summary>
/// What the page may post: words, a card's press, or an invoke. <see cref="Read"/> takes exactly this shape; a field it
/// doesn't know, or one of another kind, is a mistake.
/// </summary>
internal sealed record PlaygroundPost(string From, string? Text, JObject? Value, string? ReplyToId, string? Name, string? MessageId, string? Timezone)
{
    public const int Longest = 64 * 1024;
    private const int Deepest = 32;

    public static readonly IReadOnlyList<string> Invokes = ["task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    public static (PlaygroundPost? Post, string? Fault) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? OfFields(json.RootElement) : (null, "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            return (null, $"The body must be JSON, at most {Deepest} deep.");
        }
    }

    private static (PlaygroundPost? Post, string? Fault) OfFields(JsonElement root)
    {
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        JObject? value = null;
        foreach (var field in root.EnumerateObject())
        {
            switch (field.Name, field.Value.ValueKind)
            {
                case ("from" or "text" or "replyToId" or "name" or "messageId" or "timezone", JsonValueKind.String):
                    if (!TryText(field.Value, out var text)) return (null, $"\"{field.Name}\" is not valid text.");
                    strings[field.Name] = text;
                    break;
                case ("value", JsonValueKind.Object):
                    value = JObject.Load(new Newtonsoft.Json.JsonTextReader(new StringReader(field.Value.GetRawText())) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None });
                    break;
                default:
                    return (null, "The body has a field that does not belong there, or of the wrong kind.");
            }
        }

        string? Text(string name) => strings.GetValueOrDefault(name);
        var post = new PlaygroundPost(Text("from") ?? "", Text("text"), value, Text("replyToId"), Text("name"), Text("messageId"), Text("timezone"));
        return post.Fault() is { } fault ? (null, fault) : (post, null);
    }

    private string? Fault()
    {
        if (From.Length == 0) return "\"from\" must say who is speaking.";
        if (ReplyToId is { Length: > 100 } || MessageId is { Length: > 100 } || Timezone is { Length: > 64 }) return "An id or the time zone is too long.";
        if (Name is not null && !Invokes.Contains(Name)) return $"\"name\" must be one of {string.Join(", ", Invokes)}.";
        if (Name is not null) return Text is null && (Value is not null || MessageId is not null) ? null : "An invoke has \"value\" or \"messageId\", and no \"text\".";
        if (MessageId is not null) return "\"messageId\" belongs to an invoke.";
        return (Text is null) != (Value is null) ? null : "Say either \"text\" or \"value\".";
    }

    // A lone surrogate is JSON, but no text: GetString throws on it.
    private static bool TryText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
