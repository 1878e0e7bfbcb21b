using System.Text.RegularExpressions;

namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>One spelling for what the lists write in many: no namespaces, C#'s own type names, "default" for every empty default.</summary>
internal static partial class Spelling
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["Boolean"] = "bool", ["String"] = "string", ["Object"] = "object", ["dynamic"] = "object", ["Int32"] = "int", ["Int64"] = "long",
        ["UInt32"] = "uint", ["Double"] = "double", ["Single"] = "float", ["Void"] = "void", ["Byte"] = "byte", ["Char"] = "char",
        ["Decimal"] = "decimal",
    };

    /// <summary>Outer.Inner, with `n for n type parameters.</summary>
    public static string PathOf(Type type) => type.DeclaringType == null ? type.Name : $"{PathOf(type.DeclaringType)}.{type.Name}";

    public static string OfType(string text)
    {
        var bare = Qualified().Replace(text.Replace(" ", "", StringComparison.Ordinal), "$1");
        bare = Word().Replace(bare, word => Keywords.GetValueOrDefault(word.Value, word.Value));
        return Nullable().Replace(bare, "$1?");
    }

    public static string OfType(Type type)
    {
        if (type.IsByRef)
            return OfType(type.GetElementType()!);
        if (type.IsArray)
            return OfType(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return OfType(type.Name);
        var arguments = string.Join(",", type.GetGenericArguments().Select(OfType));
        return type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
            ? $"({arguments})"
            : OfType($"{type.Name.Split('`')[0]}<{arguments}>");
    }

    /// <summary>Splits at the commas outside of brackets and quotes.</summary>
    public static IEnumerable<string> Split(string list)
    {
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < list.Length; i++)
        {
            quoted ^= list[i] == '"';
            depth += quoted ? 0 : list[i] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            if (list[i] != ',' || depth != 0 || quoted)
                continue;
            yield return list[start..i].Trim();
            start = i + 1;
        }

        if (list[start..].Trim().Length > 0)
            yield return list[start..].Trim();
    }

    public static string OfMember(string line, IReadOnlyDictionary<string, string> constants)
    {
        var attributes = new List<string>();
        while (Attribute().Match(line) is { Success: true } attribute)
        {
            attributes.Add(attribute.Groups[1].Value);
            line = line[attribute.Length..];
        }

        line = Where().Replace(line, "");
        var modifiers = Modifiers().Match(line).Value;
        var rest = line[modifiers.Length..];
        return Join(attributes, modifiers.Trim(), Body(rest, constants));
    }

    public static string Join(IEnumerable<string> attributes, string modifiers, string body) =>
        string.Join(' ', attributes.Order(StringComparer.Ordinal).Select(a => $"[{a}]").Append(modifiers).Append(body).Where(part => part.Length > 0));

    public static string OfDefault(string value, IReadOnlyDictionary<string, string> constants) =>
        value is "null" or "default" or "false" or "0" || value.StartsWith("default(", StringComparison.Ordinal)
            ? "default"
            : constants.GetValueOrDefault(value, value);

    private static string Body(string rest, IReadOnlyDictionary<string, string> constants)
    {
        var open = rest.IndexOfAny(['(', '{', '=']);
        if (rest.Contains(" operator ", StringComparison.Ordinal))
            open = rest.IndexOf('(', StringComparison.Ordinal);
        if (rest.Contains("this[", StringComparison.Ordinal))
        {
            var index = rest.IndexOf("this[", StringComparison.Ordinal);
            var parameters = rest[(index + 5)..rest.LastIndexOf(']')];
            return $"{OfType(rest[..index])} this[{Parameters(parameters, constants)}]";
        }

        var head = open < 0 ? rest : rest[..open];
        var tail = open < 0 ? "" : rest[open..];
        return Head(head.Trim()) + (tail.StartsWith('(') ? $"({Parameters(tail[1..tail.LastIndexOf(')')], constants)})" : tail.Length > 0 ? " " + tail.Trim() : "");
    }

    private static string Head(string head)
    {
        var operation = head.IndexOf("operator ", StringComparison.Ordinal);
        if (operation >= 0)
            return head.StartsWith("implicit ", StringComparison.Ordinal)
                ? "implicit operator " + OfType(head[(operation + 9)..])
                : $"{OfType(head[..operation])} operator {head[(operation + 9)..].Trim()}";
        var depth = 0;
        for (var i = head.Length - 1; i >= 0; i--)
        {
            depth += head[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (head[i] == ' ' && depth == 0)
                return $"{OfType(head[..i])} {head[(i + 1)..].Replace(" ", "", StringComparison.Ordinal)}";
        }

        return head;
    }

    private static string Parameters(string list, IReadOnlyDictionary<string, string> constants) => string.Join(", ", Split(list).Select(one =>
    {
        var equals = one.IndexOf(" = ", StringComparison.Ordinal);
        var declared = (equals < 0 ? one : one[..equals]).Trim();
        var modifier = ParameterModifier().Match(declared).Value;
        declared = declared[modifier.Length..];
        var name = declared.LastIndexOf(' ');
        var text = $"{modifier}{OfType(declared[..name])} {declared[(name + 1)..]}";
        return equals < 0 ? text : $"{text} = {OfDefault(one[(equals + 3)..].Trim(), constants)}";
    }));

    [GeneratedRegex(@"(?:\b[A-Za-z_]\w*\.)+([A-Za-z_]\w*)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\b\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bNullable<(\w+)>")]
    private static partial Regex Nullable();

    [GeneratedRegex(@"^\[((?:""[^""]*"")|[^\]]*)\] ")]
    private static partial Regex Attribute();

    [GeneratedRegex(@" where \w+ : .*$")]
    private static partial Regex Where();

    [GeneratedRegex("^((protected internal|protected|static|virtual|override|abstract|const|readonly|sealed) )*")]
    private static partial Regex Modifiers();

    [GeneratedRegex("^((this|out|ref|params|in) )*")]
    private static partial Regex ParameterModifier();
}
