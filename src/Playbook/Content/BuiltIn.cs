using System.Reflection;

namespace ClientBot.Playbook.Content;

/// <summary>The playbook that the product ships, inside the assembly: there is nothing to lose on the way to a server.</summary>
internal static class BuiltIn
{
    private const string Prefix = "Content/";

    public static IReadOnlyList<ContentFile> Files { get; } = [.. Read(typeof(BuiltIn).Assembly)];

    private static IEnumerable<ContentFile> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var path = name.Replace('\\', '/');
            if (!path.StartsWith(Prefix, StringComparison.Ordinal) || !path.EndsWith(".yaml", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new ContentFile(path[Prefix.Length..], reader.ReadToEnd(), "src/Playbook/" + path);
        }
    }
}
