using System.Text.Json;

namespace ClientBot.Soak;

/// <summary>A button as it is pressed.</summary>
internal sealed record Press(string Action, string Id, long Version);

/// <summary>What a person sees of a message: its title, its words, its buttons.</summary>
internal sealed record Card(string Title, string Words, IReadOnlyList<Press> Buttons)
{
    private const string Prefix = "escalation.";

    /// <summary>The escalation whose buttons it has, or null.</summary>
    public string? Help => Buttons.FirstOrDefault(b => b.Action.StartsWith(Prefix, StringComparison.Ordinal) && b.Action is not ("escalation.ask" or "escalation.person"))?.Id;

    public Press? Find(string action) => Buttons.FirstOrDefault(b => b.Action == action);

    public static Card In(JsonElement activity)
    {
        var (words, buttons) = (new List<string>(), new List<Press>());
        if (activity.TryGetProperty("attachments", out var attachments)) Walk(attachments, words, buttons);
        var title = Text(activity, "summary") ?? Text(activity, "text") ?? "";
        return new Card(title, string.Join('\n', words), buttons);
    }

    private static void Walk(JsonElement element, List<string> words, List<Press> buttons)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Walk(item, words, buttons);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "text") is { } text) words.Add(text);
            if (element.TryGetProperty("data", out var data) && Text(data, "action") is { } action)
                buttons.Add(new Press(action, Text(data, "id") ?? "", data.TryGetProperty("version", out var version) ? version.GetInt64() : 0));
            foreach (var property in element.EnumerateObject().Where(p => p.Name != "data")) Walk(property.Value, words, buttons);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
