using System.Reflection;
using System.Text.RegularExpressions;
using AdaptiveCards;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>
/// What src/BotBuilder shows must be what the official packages show, so that -p:BotSdk=NuGet compiles the bot unchanged. Built against
/// those packages there is nothing of ours to compare, and the claims hold by themselves.
/// </summary>
public sealed partial class SignatureTests
{
    private const string OurAssembly = "ClientBot.BotBuilder";

    private static readonly HashSet<string> LeftOutOnPurpose =
    [
        // Nothing here reads or writes XML.
        "AdaptiveCards.SerializableDictionary`2: IXmlSerializable is missing",
    ];

    private static readonly List<Type> Ours = new[] { typeof(Activity).Assembly, typeof(AdaptiveCard).Assembly }
        .Distinct()
        .Where(assembly => assembly.GetName().Name == OurAssembly)
        .SelectMany(assembly => assembly.GetExportedTypes())
        .ToList();

    [Fact]
    public void Every_public_type_of_ours_is_an_official_one() =>
        Nothing(Ours.Where(type => OfficialLists.All.Find(type) == null).Select(type => $"{type.FullName}: no such official type"));

    [Fact]
    public void Every_type_is_of_the_official_kind_with_the_official_bases() => Nothing(Known().SelectMany(pair => Shape(pair.Type, pair.Official)));

    [Fact]
    public void Every_public_member_is_the_official_one_to_the_letter() => Nothing(Known().SelectMany(pair => Beyond(pair.Type, pair.Official)));

    [Fact]
    public void Whoever_implements_our_interfaces_and_abstract_classes_implements_the_official_ones() =>
        Nothing(Known().SelectMany(pair => Missing(pair.Type, pair.Official)));

    [Fact]
    public void Values_of_enums_and_parameters_of_delegates_are_all_there() => Nothing(
        from pair in Known()
        where pair.Official.Kind is "enum" or "delegate"
        from member in pair.Official.Members.Except(Declared.Members(pair.Type))
        select $"{Name(pair.Type)}: {member} is missing");

    private static IEnumerable<(Type Type, OfficialType Official)> Known() =>
        from type in Ours
        let official = OfficialLists.All.Find(type)
        where official != null
        select (type, official);

    private static IEnumerable<string> Shape(Type type, OfficialType official)
    {
        if (Declared.Kind(type) != official.Kind)
            yield return $"{Name(type)}: is a {Declared.Kind(type)}, officially a {official.Kind}";
        if (type.IsDefined(typeof(ObsoleteAttribute), false) != official.Obsolete)
            yield return $"{Name(type)}: officially {(official.Obsolete ? "" : "not ")}obsolete";
        foreach (var extra in Declared.Bases(type).Except(official.Bases).Where(extra => !SaidByOther(extra, official)))
            yield return $"{Name(type)}: {extra} is not official";
        foreach (var missing in official.Bases.Except(Declared.AllBases(type)).Where(IsOurs))
            yield return $"{Name(type)}: {missing} is missing";
    }

    private static IEnumerable<string> Beyond(Type type, OfficialType official)
    {
        foreach (var member in Declared.Members(type).Except(official.Members))
        {
            // An override adds nothing that callers can see; the compiler's own constructor stands in no list.
            if (Overrides().IsMatch(member) || (member is "ctor()" or "protected ctor()" && !official.SaysConstructors))
                continue;
            var alike = official.Members.Where(one => SimpleName(one) == SimpleName(member)).ToList();
            yield return $"{Name(type)}: {member}" + string.Concat(alike.Select(one => $"\n        officially {one}"));
        }
    }

    private static IEnumerable<string> Missing(Type type, OfficialType official) =>
        from member in official.Members.Except(Declared.Members(type))
        where type.IsInterface || Abstract().IsMatch(member)
        select $"{Name(type)}: {member} is missing";

    /// <summary>The list may name an interface that brings the other along (IList brings ICollection).</summary>
    private static bool SaidByOther(string name, OfficialType official) => name.StartsWith("IEnumerable", StringComparison.Ordinal) &&
        official.Bases.Any(one => one.StartsWith("IEnumerable", StringComparison.Ordinal) || one.StartsWith("IDictionary", StringComparison.Ordinal));

    /// <summary>A base that is an official type which we leave out is no fault.</summary>
    private static bool IsOurs(string name) =>
        !OfficialLists.All.Knows(name) || Ours.Any(type => type.Name.Split('`')[0] == name.Split('<')[0]);

    private static string Name(Type type) => $"{type.Namespace}.{Spelling.PathOf(type)}";

    private static string SimpleName(string member) => MemberName().Match(member).Groups[1].Value;

    private static void Nothing(IEnumerable<string> differences)
    {
        var found = differences.Except(LeftOutOnPurpose).ToList();
        Assert.True(found.Count == 0, $"{found.Count} differences from the official packages:\n    {string.Join("\n    ", found)}");
    }

    [GeneratedRegex(@"\boverride\b")]
    private static partial Regex Overrides();

    [GeneratedRegex(@"\babstract\b")]
    private static partial Regex Abstract();

    [GeneratedRegex(@"(\w+)(?:<[^(){}]*>)?(?: ?\(| \{|\[| = |$)")]
    private static partial Regex MemberName();
}
