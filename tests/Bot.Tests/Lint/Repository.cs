namespace ClientBot.Bot.Tests.Lint;

/// <summary>The repository's own files, for tests that read them.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "ClientBot.sln")) ? folder
        : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("These tests run inside the repository."));
}
