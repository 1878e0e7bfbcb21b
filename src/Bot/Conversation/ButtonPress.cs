using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Conversation;

/// <summary>
/// A press of one of our buttons: what to do, on what, and the version of it that the presser saw. <see cref="Inputs"/>
/// holds what a card's fields contained, as the strings that platforms send.
/// </summary>
public sealed record ButtonPress(string Action, string Id, long Version, IReadOnlyDictionary<string, string> Inputs)
{
    private static readonly string[] OwnKeys = ["action", "id", "version", "msteams"];

    /// <summary>The press in an activity's value, or null where there is none that could be ours.</summary>
    public static ButtonPress? In(object? value)
    {
        if (AsObject(value) is not { } data || data["action"] is not JValue { Type: JTokenType.String } action) return null;
        var inputs = data.Properties().Where(p => !OwnKeys.Contains(p.Name) && p.Value is JValue)
            .ToDictionary(p => p.Name, p => Text((JValue)p.Value), StringComparer.Ordinal);
        return new ButtonPress((string)action!, data["id"] is JValue id ? Text(id) : "", data["version"] is JValue version ? Number(version) : 0, inputs);
    }

    // A value may arrive as a JObject, or as a string that holds one (older messageBack clients).
    private static JObject? AsObject(object? value)
    {
        if (value is JObject data) return data;
        if (value is not string { Length: > 1 and < 16_384 } text || text[0] != '{') return null;
        try
        {
            return JObject.Parse(text);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    private static long Number(JValue value) => long.TryParse(Text(value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Newtonsoft turns what looks like a date into one; whoever typed it meant the text.
    private static string Text(JValue value) => value.Value switch
    {
        null => "",
        string text => text,
        DateTime date => date.TimeOfDay == TimeSpan.Zero ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : date.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
