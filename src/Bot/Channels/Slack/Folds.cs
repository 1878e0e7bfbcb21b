using System.IO.Compression;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// The parts of a card that are folded away until somebody asks. Slack can't show and hide: a part that is only buttons
/// becomes a menu, and text travels in the button that opens it in a view, so that nothing has to be kept for it.
/// </summary>
internal sealed class Folds
{
    public const string Prefix = "fold:";
    public const int LongestValue = 2000;

    private const int LongestText = 30_000;
    private readonly Dictionary<string, JObject> _hidden;

    public Folds(JObject card)
    {
        var toggled = card.Descendants().OfType<JObject>().Where(IsToggle).Select(TargetIdOf).ToHashSet();
        _hidden = card.Descendants().OfType<JObject>()
            .Where(e => e["isVisible"] is JValue { Type: JTokenType.Boolean } shown && !(bool)shown && e.Text("id") is { } id && toggled.Contains(id))
            .DistinctBy(e => e.Text("id")).ToDictionary(e => e.Text("id")!);
    }

    public static bool IsToggle(JObject action) => action.Text("type") == "Action.ToggleVisibility";

    public bool IsFolded(JObject element) => element.Text("id") is { } id && _hidden.TryGetValue(id, out var hidden) && ReferenceEquals(hidden, element);

    public JObject? TargetOf(JObject toggle) => TargetIdOf(toggle) is { } id ? _hidden.GetValueOrDefault(id) : null;

    /// <summary>The buttons of a folded part that has nothing else but a caption; empty where it has.</summary>
    public static List<JObject> ChoicesOf(JObject part)
    {
        var items = part["items"]?.OfType<JObject>().ToList() ?? [];
        var sets = items.Where(IsActionSet).ToList();
        return sets.Count == 1 && items.TrueForAll(i => ReferenceEquals(i, sets[0]) || (CardRuns.IsText(i) && CardRuns.IsQuiet(i))) ? [.. sets[0]["actions"]?.OfType<JObject>() ?? []] : [];
    }

    /// <summary>The buttons among a folded part's text. Its view couldn't follow what they do, so they stand with the card's own.</summary>
    public static IEnumerable<JObject> ButtonsAmong(JObject part) =>
        ChoicesOf(part).Count > 0 || Packed(part) is null ? [] : part["items"]!.Where(IsActionSet).SelectMany(s => s["actions"]?.OfType<JObject>() ?? []).Where(a => !IsToggle(a));

    /// <summary>A folded part's text as the value of the button that opens it; null where it has fields or pictures, or is too long.</summary>
    public static string? Packed(JObject part)
    {
        if (part["items"] is not JArray all || !all.All(i => CardRuns.IsText(i) || IsActionSet(i))) return null;
        var items = new JArray(all.Where(CardRuns.IsText));
        if (items.Count == 0) return null;
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(Encoding.UTF8.GetBytes(items.ToString(Formatting.None)));
        var value = Prefix + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        return value.Length <= LongestValue ? value : null;
    }

    /// <summary>What <see cref="Packed"/> made, as a card; null where it isn't that.</summary>
    public static JObject? Unpacked(string value)
    {
        if (!value.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(value[Prefix.Length..])), CompressionMode.Decompress);
            var buffer = new byte[LongestText];
            var length = deflate.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return SlackJson.Read($$"""{"body":{{Encoding.UTF8.GetString(buffer, 0, length)}}}""");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException)
        {
            return null;
        }
    }

    private static bool IsActionSet(JToken item) => item.Text("type") == "ActionSet";

    private static string? TargetIdOf(JObject toggle) => toggle["targetElements"]?.FirstOrDefault() switch
    {
        JValue { Type: JTokenType.String } id => (string?)id, JObject target => target.Text("elementId"), _ => null,
    };
}
