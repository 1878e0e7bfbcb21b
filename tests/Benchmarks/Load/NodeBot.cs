using System.Diagnostics;

namespace ClientBot.Benchmarks.Load;

internal static class NodeBot
{
    /// <summary>The Node bot in peers/, whose packages are installed first where they are missing. Their install scripts don't run.</summary>
    public static async Task<RunningServer> StartAsync()
    {
        var folder = Path.Combine(Root(), "tests", "Benchmarks", "peers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "botbuilder")))
        {
            Console.WriteLine("npm ci --ignore-scripts in tests/Benchmarks/peers …");
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}; without npm there is --no-node");
        }

        var start = new ProcessStartInfo("node", ["bot.js"]) { WorkingDirectory = folder };
        start.Environment["NODE_ENV"] = "production";
        return await RunningServer.StartAsync("Node bot", start);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ClientBot.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("This program runs from within the repository.");
    }
}
