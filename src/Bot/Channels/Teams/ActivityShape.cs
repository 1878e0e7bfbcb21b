using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ClientBot.Channels.Teams;

/// <summary>
/// What the parts of an activity must look like. Only what is named here is looked at; names are compared without case,
/// because the Bot Framework's reader does so too, and "From" after "from" would otherwise slip past the check.
/// </summary>
internal sealed class ActivityShape
{
    private const int LongestId = 400, LongestName = 256, LongestWord = 128;

    private static readonly ActivityShape Anything = new();
    private static readonly ActivityShape Account = new(("id", Id), ("name", Name), ("aadObjectId", Id), ("role", Word));
    private static readonly ActivityShape Named = new(("id", Id), ("name", Text), ("aadGroupId", Text), ("type", Word));
    private static readonly ActivityShape Conversation = new(
        ("id", Id), ("isGroup", Flag), ("conversationType", Word), ("name", Text), ("aadObjectId", Id), ("role", Word), ("tenantId", Id));
    private static readonly ActivityShape ChannelData = new(
        ("tenant", Object(new(("id", Id)))), ("team", Object(Named)), ("channel", Object(Named)), ("meeting", Object(Named)), ("eventType", Word),
        ("settings", Object(new(("selectedChannel", Object(Named))))), ("notification", Object(new(("alert", Flag), ("alertInMeeting", Flag), ("externalResourceUrl", Text)))),
        ("onBehalfOf", List(Anything)));
    private static readonly ActivityShape Entity = new(("type", Text), ("text", Text), ("mentioned", Object(Account)), ("timezone", Name));
    private static readonly ActivityShape Attachment = new(("contentType", Text), ("contentUrl", Text), ("name", Text), ("thumbnailUrl", Text));
    private static readonly ActivityShape Reaction = new(("type", Text));

    public static readonly ActivityShape Whole = new(
        ("type", Word), ("id", Id), ("channelId", Word), ("serviceUrl", Text), ("timestamp", Date), ("localTimestamp", Date), ("localTimezone", Name),
        ("callerId", Name), ("from", Object(Account)), ("recipient", Object(Account)), ("conversation", Object(Conversation)),
        ("textFormat", Word), ("attachmentLayout", Word), ("membersAdded", List(Account)), ("membersRemoved", List(Account)),
        ("reactionsAdded", List(Reaction)), ("reactionsRemoved", List(Reaction)), ("topicName", Text), ("historyDisclosed", Flag), ("locale", Word),
        ("text", Text), ("speak", Text), ("inputHint", Word), ("summary", Text), ("suggestedActions", Object(Anything)), ("attachments", List(Attachment)),
        ("entities", List(Entity)), ("channelData", Object(ChannelData)), ("action", Word), ("replyToId", Id), ("label", Text), ("valueType", Text),
        ("name", Name), ("relatesTo", Object(Anything)), ("code", Word), ("expiration", Date), ("importance", Word), ("deliveryMode", Word),
        ("listenFor", Texts), ("textHighlights", List(Anything)), ("semanticAction", Object(Anything)));

    private readonly FrozenDictionary<string, Check> _fields;

    private ActivityShape(params (string Name, Check Check)[] fields) =>
        _fields = fields.ToFrozenDictionary(f => f.Name, f => f.Check, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a value, or null. The words follow the field's path: "from.id" + " must be …".</summary>
    private delegate string? Check(JsonElement value);

    /// <summary>The first thing that is wrong, as "PATH must be …", or null.</summary>
    public string? FaultIn(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return " must be an object";
        HashSet<string>? seen = null;
        foreach (var property in element.EnumerateObject())
        {
            if (!_fields.TryGetValue(property.Name, out var check)) continue;
            if (!(seen ??= new(StringComparer.OrdinalIgnoreCase)).Add(property.Name)) return $".{property.Name} is given twice";
            if (property.Value.ValueKind != JsonValueKind.Null && check(property.Value) is { } fault) return $".{property.Name}{fault}";
        }

        return null;
    }

    /// <summary>A string of a checked object, by the same rule for names; null where there is none.</summary>
    public static string? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object) return null;
            var found = default(JsonElement);
            foreach (var property in element.EnumerateObject())
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) found = property.Value;
            element = found;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    private static Check Object(ActivityShape shape) => shape.FaultIn;

    private static Check List(ActivityShape shape) => value =>
    {
        if (value.ValueKind != JsonValueKind.Array) return " must be a list";
        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (shape.FaultIn(item) is { } fault) return string.Create(CultureInfo.InvariantCulture, $"[{i}]{fault}");
            i++;
        }

        return null;
    };

    private static string? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) ? null : " must be a list of strings";

    // Free text may hold anything, half an emoji too: people paste what they have.
    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? null : " must be a string";

    private static string? Flag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : " must be true or false";

    // Years at the far ends overflow as soon as somebody moves them to another zone.
    private static string? Date(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) && at.Year is > 1900 and < 9000 ? null : " must be a date and time";

    // Names are stored and looked up: what a database refuses (NUL, half a surrogate pair) must not get that far.
    private static string? Name(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestName } s && !s.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? null : string.Create(CultureInfo.InvariantCulture, $" must be a string of at most {LongestName} characters, none of them a control character");

    private static string? Word(JsonElement value) => IsPlain(value, LongestWord) ? null : " must be a short string";

    // Ids go into paths and keys; the dots would climb out of a path.
    private static string? Id(JsonElement value) =>
        IsPlain(value, LongestId) && value.GetString() is not ("." or "..") ? null
            : string.Create(CultureInfo.InvariantCulture, $" must be a string of at most {LongestId} printable ASCII characters");

    private static bool IsPlain(JsonElement value, int longest) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } s && s.Length <= longest && !s.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
