using System.Diagnostics;

namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>The real bot as its own process: a free port, a data folder of its own, no credentials.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private const string Announced = "ClientBot is at ";
    private readonly ServerProcess _process;
    private readonly DirectoryInfo _data;

    private BotProcess(ServerProcess process, DirectoryInfo data) => (_process, _data) = (process, data);

    public string Url { get; private set; } = "";

    /// <summary>What the bot wrote so far.</summary>
    public IReadOnlyCollection<string> Log => _process.Lines;

    /// <param name="settings">Further settings, as <c>Section__Name</c>.</param>
    public static async Task<BotProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("clientbot-e2e-");
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { Paths.Bot, "--urls", "http://127.0.0.1:0" }, WorkingDirectory = data.FullName };
        start.Environment["Storage__DataPath"] = data.FullName;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        var bot = new BotProcess(ServerProcess.Start(start), data);
        var line = await bot._process.LineAsync(l => l.Contains(Announced, StringComparison.Ordinal));
        bot.Url = line[(line.IndexOf(Announced, StringComparison.Ordinal) + Announced.Length)..].Trim();
        return bot;
    }

    /// <summary>Whatever the test was about, the bot may not have failed at anything meanwhile.</summary>
    public void AssertNothingFailed() =>
        Assert.DoesNotContain(Log, l => l.StartsWith("fail:", StringComparison.Ordinal) || l.StartsWith("crit:", StringComparison.Ordinal) || l.Contains("Unhandled exception", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
