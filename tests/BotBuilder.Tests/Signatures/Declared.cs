using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;

namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>What a compiled type shows to others, in the spelling of the lists.</summary>
internal static class Declared
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=", ["op_GreaterThanOrEqual"] = ">=",
    };

    public static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{Spelling.OfType(invoke.ReturnType)} {Spelling.OfType(type)}({Parameters(invoke)})"];
        }

        return type.GetConstructors(Own).Where(Visible).Select(one => Text(one, Modifiers(one), $"ctor({Parameters(one)})"))
            .Concat(type.GetFields(Own).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Own).Where(property => property.GetAccessors(true).Any(Visible)).Select(Property))
            .Concat(type.GetMethods(Own).Where(Visible).Where(OwnName).Select(Method));
    }

    /// <summary>The base class and the interfaces that the type itself names.</summary>
    public static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
            return [];
        var inherited = type.GetInterfaces().SelectMany(one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var named = type.GetInterfaces().Where(one => !inherited.Contains(one));
        return (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? named.Prepend(parent) : named)
            .Select(Spelling.OfType);
    }

    /// <summary>Everything the type is, however far up it was said.</summary>
    public static HashSet<string> AllBases(Type type)
    {
        var all = type.GetInterfaces().Select(Spelling.OfType).ToHashSet();
        for (var parent = type.BaseType; parent != null; parent = parent.BaseType)
            all.Add(Spelling.OfType(parent));
        return all;
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool OwnName(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "" : field.IsFamily ? "protected " : "protected internal ";
        var modifiers = field.IsLiteral ? "const" : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly" : "");
        var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "";
        return Text(field, (access + modifiers).Trim(), $"{Spelling.OfType(field.FieldType)} {field.Name}{value}");
    }

    private static string Property(PropertyInfo property)
    {
        var shown = property.GetAccessors(true).Where(Visible).ToList();
        var widest = shown.Find(one => one.IsPublic) ?? shown[0];
        if (property.GetIndexParameters().Length > 0)
            return Text(property, Modifiers(widest), $"{Spelling.OfType(property.PropertyType)} this[{Parameters(property.GetMethod!)}]");
        var accessors = new[] { (Method: property.GetMethod, Word: "get; "), (Method: property.SetMethod, Word: "set; ") }
            .Where(one => one.Method != null && Visible(one.Method))
            .Select(one => (!one.Method!.IsPublic && widest.IsPublic ? "protected " : "") + one.Word);
        return Text(property, Modifiers(widest), $"{Spelling.OfType(property.PropertyType)} {property.Name} {{ {string.Concat(accessors)}}}");
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(one => one.Name))}>" : "";
        var body = method.Name == "op_Implicit" ? $"implicit operator {Spelling.OfType(method.ReturnType)}"
            : Operators.TryGetValue(method.Name, out var sign) ? $"{Spelling.OfType(method.ReturnType)} operator {sign}"
            : $"{Spelling.OfType(method.ReturnType)} {method.Name}{generic}";
        return Text(method, Modifiers(method), $"{body}({Parameters(method)})");
    }

    private static string Text(MemberInfo member, string modifiers, string body)
    {
        var attributes = new List<string>();
        if (member.IsDefined(typeof(ObsoleteAttribute), false))
            attributes.Add("Obsolete");
        if (member.IsDefined(typeof(JsonIgnoreAttribute), false))
            attributes.Add("JsonIgnore");
        if (member.IsDefined(typeof(JsonExtensionDataAttribute), false))
            attributes.Add("JsonExtensionData");
        if (member.GetCustomAttribute<JsonPropertyAttribute>(false)?.PropertyName is { } name)
            attributes.Add($"\"{name}\"");
        return Spelling.Join(attributes, modifiers, body);
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "" : method.IsFamily ? "protected " : "protected internal ";
        if (method.DeclaringType!.IsInterface || method.IsConstructor)
            return access.Trim();
        var slot = method.IsStatic ? "static"
            : method.IsAbstract ? (IsOverride(method) ? "abstract override" : "abstract")
            : IsOverride(method) ? (method.IsFinal ? "sealed override" : "override")
            : method is { IsVirtual: true, IsFinal: false } ? "virtual" : "";
        return (access + slot).Trim();
    }

    private static bool IsOverride(MethodBase method) => method is MethodInfo { IsVirtual: true } one && one.GetBaseDefinition() != one;

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), false);
        return string.Join(", ", method.GetParameters().Where(one => one.Name != "value" || !method.Name.StartsWith("set_", StringComparison.Ordinal)).Select(one =>
        {
            var modifier = extension && one.Position == 0 ? "this "
                : one.IsOut ? "out "
                : one.ParameterType.IsByRef ? "ref "
                : one.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
            var value = one.HasDefaultValue ? $" = {Spelling.OfDefault(Value(one.DefaultValue), new Dictionary<string, string>())}" : "";
            return $"{modifier}{Spelling.OfType(one.ParameterType)} {one.Name}{value}";
        }));
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum choice => $"{choice.GetType().Name}.{choice}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
