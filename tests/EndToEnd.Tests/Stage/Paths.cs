namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>Where the things lie that these tests run.</summary>
internal static class Paths
{
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>The bot's own output folder is the sibling of this one, in the same configuration.</summary>
    public static string Bot { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Bot", new DirectoryInfo(AppContext.BaseDirectory).Name, "ClientBot.dll"));

    public static string Root { get; } = FindRoot();

    public static string Here { get; } = Path.Combine(Root, "tests", "EndToEnd.Tests");

    /// <summary>Microsoft's Teams test client, after <c>npm ci</c> in this folder.</summary>
    public static string TeamsClient { get; } = Path.Combine(Here, "node_modules", "@microsoft", "m365agentsplayground", "cli.js");

    public static string Results { get; } = Path.Combine(Here, "TestResults");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ClientBot.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests run from within the repository.");
        return folder.FullName;
    }
}
