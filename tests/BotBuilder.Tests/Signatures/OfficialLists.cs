using System.Reflection;
using System.Text.RegularExpressions;

namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>
/// The public API of the official packages: "## Namespace", a line a type, indented lines its members. The files are facts taken from
/// Microsoft's repositories; Microsoft.Rest.txt is written by hand, because it has no list.
/// </summary>
internal sealed partial class OfficialLists
{
    private readonly Dictionary<string, OfficialType> _types = [];

    private OfficialLists()
    {
        var lines = Files().SelectMany(Lines).ToList();
        var constants = Constants(lines.Select(line => (line.Type, line.Text)));
        foreach (var (space, type, text) in lines)
        {
            if (text == type)
                Declare(space, text, constants);
            else
                AddMembers(_types[Key(space, type)], text, constants);
        }
    }

    public static OfficialLists All { get; } = new();

    public OfficialType? Find(Type type) => _types.GetValueOrDefault($"{type.Namespace}.{Spelling.PathOf(type)}");

    public bool Knows(string simpleName) => _types.Keys.Any(key => key.EndsWith("." + simpleName.Split('<')[0], StringComparison.Ordinal) ||
        key.Contains("." + simpleName.Split('<')[0] + "`", StringComparison.Ordinal));

    private static IEnumerable<string> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static IEnumerable<(string Space, string Type, string Text)> Lines(string file)
    {
        var (space, type) = ("", "");
        foreach (var line in file.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                space = line[3..].Trim();
            else if (line[0] != ' ')
                yield return (space, type = line, line);
            else
                yield return (space, type, line.Trim());
        }
    }

    private static Dictionary<string, string> Constants(IEnumerable<(string Type, string Text)> lines) => lines
        .Select(line => (line.Type, Match: Constant().Match(line.Text)))
        .Where(line => line.Match.Success && Header().IsMatch(line.Type))
        .GroupBy(line => Header().Match(line.Type).Groups["name"].Value + "." + line.Match.Groups["name"].Value)
        .ToDictionary(group => group.Key, group => group.First().Match.Groups["value"].Value);

    private static string Key(string space, string header)
    {
        if (header.Contains("delegate ", StringComparison.Ordinal))
        {
            var name = Delegate().Match(header);
            return $"{space}.{Path(name.Groups["name"].Value, name.Groups["generic"].Value)}";
        }

        var match = Header().Match(header);
        return $"{space}.{Path(match.Groups["name"].Value, match.Groups["generic"].Value)}";
    }

    private static string Path(string name, string generic) => generic.Length == 0 ? name : $"{name}`{generic.Count(c => c == ',') + 1}";

    private void Declare(string space, string header, Dictionary<string, string> constants)
    {
        var obsolete = header.Contains("[Obsolete]", StringComparison.Ordinal);
        OfficialType type;
        if (header.Contains("delegate ", StringComparison.Ordinal))
        {
            var signature = header[(header.IndexOf("delegate ", StringComparison.Ordinal) + "delegate ".Length)..];
            type = new OfficialType("delegate", obsolete, [], [Spelling.OfMember(signature, constants)]);
        }
        else
        {
            var match = Header().Match(header);
            var bases = Spelling.Split(match.Groups["bases"].Value).Select(Spelling.OfType).Where(name => !name.EndsWith(')'));
            type = new OfficialType(match.Groups["kind"].Value.Replace("protected ", "", StringComparison.Ordinal), obsolete, [.. bases], []);
        }

        // A partial class may stand in two lists.
        if (_types.TryGetValue(Key(space, header), out var known))
            known.Bases.UnionWith(type.Bases);
        else
            _types.Add(Key(space, header), type);
    }

    private static void AddMembers(OfficialType type, string line, Dictionary<string, string> constants)
    {
        if (type.Kind != "enum")
        {
            type.Members.Add(Spelling.OfMember(line, constants));
            return;
        }

        var next = 0L;
        foreach (var parts in Spelling.Split(line).Select(member => member.Split('=', StringSplitOptions.TrimEntries)))
        {
            if (parts.Length > 1)
                next = parts[1].StartsWith("0x", StringComparison.Ordinal)
                    ? Convert.ToInt64(parts[1], 16)
                    : long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            type.Members.Add($"{parts[0]} = {next++}");
        }
    }

    [GeneratedRegex(@"^(\[Obsolete\] )?(?<kind>((protected|abstract|static|sealed) )*(class|interface|enum|struct)) (?<name>[\w.]+)(<(?<generic>[^>]*)>)?( ?: (?<bases>.*?))?( where .*)?$")]
    private static partial Regex Header();

    [GeneratedRegex(@"delegate .*?(?<name>\w+)(<(?<generic>[^>()]*)>)?\(")]
    private static partial Regex Delegate();

    [GeneratedRegex("const string (?<name>\\w+) = (?<value>\".*\")$")]
    private static partial Regex Constant();
}
