using System.Diagnostics;

namespace ClientBot.Benchmarks;

/// <summary>This repository's bot, as its own build put it: beside this program, in the same configuration.</summary>
internal static class OurBot
{
    /// <summary>Starts it with a folder of its own, which goes when it does.</summary>
    public static Task<RunningServer> StartAsync(Storage storage)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-load-").FullName;
        return RunningServer.StartAsync("ClientBot", Command(storage, folder), folder);
    }

    /// <param name="storage">Where its rows go.</param>
    /// <param name="folder">For the key ring, and the SQLite file.</param>
    /// <param name="settings">Further settings, as <c>Section__Name</c>.</param>
    public static Task<RunningServer> StartAsync(Storage storage, string folder, params (string Name, string Value)[] settings) =>
        RunningServer.StartAsync("ClientBot", Command(storage, folder, settings));

    private static ProcessStartInfo Command(Storage storage, string folder, params (string Name, string Value)[] settings)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Bot", configuration, "ClientBot.dll"));
        if (!File.Exists(program)) throw new FileNotFoundException("The bot was not built: dotnet build -c Release src/Bot", program);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        start.Environment["Storage__Provider"] = storage.Name;
        start.Environment["Storage__ConnectionString"] = storage.Connection;
        start.Environment["Storage__DataPath"] = folder;
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }
}
