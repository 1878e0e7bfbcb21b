using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class ManifestTests
{
    private const string AppId = "00000000-0000-4000-8000-000000000001";

    internal static string Folder { get; } = Find(AppContext.BaseDirectory);

    [NodeFact]
    public async Task The_filled_manifest_is_valid_against_Microsofts_schema()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.Contains("is valid", await RunAsync("node", "check.mjs"), StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task The_package_has_the_manifest_and_both_icons_at_its_root()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("clientbot-test-").FullName, "app.zip");
        await RunAsync("bash", "package.sh", AppId, "bot.example.com", file);
        using var zip = ZipFile.OpenRead(file);
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(e => e.FullName).Order());
        using var manifest = JsonDocument.Parse(zip.GetEntry("manifest.json")!.Open());
        var command = manifest.RootElement.GetProperty("composeExtensions")[0].GetProperty("commands")[0];
        Assert.Equal(("deescalate", true, "message"), (command.GetProperty("id").GetString(), command.GetProperty("fetchTask").GetBoolean(), command.GetProperty("context")[0].GetString()));
        Assert.Equal(AppId, manifest.RootElement.GetProperty("bots")[0].GetProperty("botId").GetString());
        Assert.DoesNotContain("{{", manifest.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_size_that_Teams_wants(string name, int size)
    {
        var png = File.ReadAllBytes(Path.Combine(Folder, name));
        Assert.Equal((size, size), (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ClientBot.sln")) ? Path.Combine(folder, "deploy", "teams") : Find(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}

/// <summary>Skipped by name where there is no Node with npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!places.Any(p => File.Exists(Path.Combine(p, "npm")))) Skip = "needs Node and npm";
    }
}
