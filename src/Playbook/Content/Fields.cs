using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClientBot.Playbook.Content;

/// <summary>
/// One mapping of a YAML file, read field by field. What is missing or of another type becomes a mistake with its place, and reading goes on,
/// so that one check shows them all. <see cref="Finish"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class Fields
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly List<Mistake> _mistakes;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public Fields(YamlMappingNode node, string file, List<Mistake> mistakes)
    {
        (_node, _file, _mistakes) = (node, file, mistakes);
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name }) _values.TryAdd(name, value);
            else Report(key, "a plain word as key");
        }
    }

    public Place Place => At(_node);

    public IEnumerable<string> Keys => _values.Keys;

    public bool Has(string key) => _values.ContainsKey(Know(key));

    public Place PlaceOf(string key) => _values.TryGetValue(key, out var value) ? At(value) : Place;

    public void Report(Place place, string expected) => _mistakes.Add(new Mistake(place.File, place.Line, place.Column, expected));

    public string Text(string key)
    {
        if (_values.TryGetValue(Know(key), out var value)) return Scalar(value, $"{key}: text") ?? "";
        Report(_node, $"{key}: text (it is missing)");
        return "";
    }

    public string? TextOrNull(string key) => _values.TryGetValue(Know(key), out var value) ? Scalar(value, $"{key}: text") : null;

    /// <summary>A few characters that may be none: "£".</summary>
    public string? Symbol(string key) => _values.TryGetValue(Know(key), out var value) ? (value as YamlScalarNode)?.Value?.Trim() ?? "" : null;

    public bool YesNo(string key)
    {
        if (!_values.TryGetValue(Know(key), out var value)) return false;
        if (value is YamlScalarNode { Value: "true" or "false" } scalar) return scalar.Value == "true";
        Report(value, $"{key}: true or false");
        return false;
    }

    public decimal? Amount(string key)
    {
        if (!_values.TryGetValue(Know(key), out var value)) return null;
        if (value is YamlScalarNode scalar
            && decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return amount;
        Report(value, $"{key}: an amount such as 50 or 0");
        return null;
    }

    /// <summary>"2", "1-3" or "2+".</summary>
    public (int From, int To)? Range(string key, int least, int most)
    {
        if (!_values.TryGetValue(Know(key), out var value)) return null;
        var text = (value as YamlScalarNode)?.Value ?? "";
        var open = text.EndsWith('+');
        var ends = open ? [text[..^1], most.ToString(CultureInfo.InvariantCulture)] : text.Split('-');
        if (ends.Length is 1 or 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from >= least && to <= most && from <= to) return (from, to);
        Report(value, $"{key}: a range such as {least}, {least}-{least + 2} or {least + 1}+");
        return null;
    }

    /// <summary>A list of texts; one text alone counts as a list of one.</summary>
    public IReadOnlyList<(string Text, Place Place)> Texts(string key, int least = 0)
    {
        if (!_values.TryGetValue(Know(key), out var value))
        {
            if (least > 0) Report(_node, $"{key}: a list of {least} or more (it is missing)");
            return [];
        }

        IEnumerable<YamlNode> items = value is YamlSequenceNode list ? list.Children : [value];
        var texts = items.Select(item => (Text: Scalar(item, $"{key}: a list of texts"), Place: At(item)))
            .Where(t => t.Text is not null).Select(t => (t.Text!, t.Place)).ToList();
        if (texts.Count < least) Report(value, $"{key}: {least} or more, not {texts.Count}");
        return texts;
    }

    public Script? Script(string key, string owner)
    {
        if (!_values.TryGetValue(Know(key), out var value))
        {
            Report(_node, $"{key}: a line (it is missing)");
            return null;
        }

        return Scalar(value, $"{key}: a line") is { } text ? Parse(text, At(value), owner) : null;
    }

    public IReadOnlyList<Script> Scripts(string key, string owner, int least = 0) =>
        [.. Texts(key, least).Select(t => Parse(t.Text, t.Place, owner)).OfType<Script>()];

    public Fields? Map(string key, bool required = true)
    {
        if (_values.TryGetValue(Know(key), out var value))
        {
            if (value is YamlMappingNode map) return new Fields(map, _file, _mistakes);
            Report(value, $"{key}: a block of keys");
        }
        else if (required)
        {
            Report(_node, $"{key}: a block of keys (it is missing)");
        }

        return null;
    }

    public IReadOnlyList<Fields> Maps(string key, int least = 0)
    {
        if (!_values.TryGetValue(Know(key), out var value))
        {
            if (least > 0) Report(_node, $"{key}: a list of {least} or more (it is missing)");
            return [];
        }

        var maps = new List<Fields>();
        foreach (var item in value is YamlSequenceNode list ? list.Children : [value])
        {
            if (item is YamlMappingNode map) maps.Add(new Fields(map, _file, _mistakes));
            else Report(item, $"{key}: a list of blocks of keys");
        }

        if (maps.Count < least) Report(value, $"{key}: {least} or more, not {maps.Count}");
        return maps;
    }

    /// <summary>Items that are either a bare text or a block of keys.</summary>
    public IReadOnlyList<(string? Text, Fields? Map, Place Place)> TextsOrMaps(string key, int least)
    {
        if (!_values.TryGetValue(Know(key), out var value) || value is not YamlSequenceNode list)
        {
            Report(value ?? _node, $"{key}: a list of {least} or more");
            return [];
        }

        if (list.Children.Count < least) Report(value, $"{key}: {least} or more, not {list.Children.Count}");
        return [.. list.Children.Select(item => item is YamlMappingNode map
            ? ((string?)null, (Fields?)new Fields(map, _file, _mistakes), At(item))
            : (Scalar(item, $"{key}: a text or a block of keys"), null, At(item)))];
    }

    public void Finish()
    {
        foreach (var (key, _) in _node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !_known.Contains(name))
                Report(key, $"one of the keys {string.Join(", ", _known)}; not \"{name}\"");
        }
    }

    private string Know(string key)
    {
        if (!_known.Contains(key)) _known.Add(key);
        return key;
    }

    private string? Scalar(YamlNode node, string expected)
    {
        if (node is YamlScalarNode { Value: { } text } scalar && !string.IsNullOrWhiteSpace(text)
            && !(scalar.Style == ScalarStyle.Plain && text is "null" or "~")) return text.Trim();
        Report(node, expected);
        return null;
    }

    private Script? Parse(string text, Place place, string owner)
    {
        var script = Content.Script.Parse(owner, text, place, out var expected);
        if (expected is not null) Report(place, expected);
        return script;
    }

    private void Report(YamlNode node, string expected) => Report(At(node), expected);

    private Place At(YamlNode node) => new(_file, (int)node.Start.Line, (int)node.Start.Column);
}
