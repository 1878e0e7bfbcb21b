using System.Diagnostics;
using ClientBot.Bot.Tests.Lint;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Slack;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>What is sent, read by Slack's own types with the TypeScript compiler.</summary>
public sealed class SlackTypesTests
{
    [SlackTypesFact]
    public async Task Everything_that_the_bot_can_show_is_of_Slacks_own_types()
    {
        await using var bot = await PlayedBot.StartAsync();
        var all = await EveryCard.OfAsync(bot);
        // Charts are younger than these types; BlockCheck looks at them.
        var messages = all.Messages.SelectMany(SlackMessage.Of).Select(m => (m.WithoutCharts() ?? m).Blocks).ToList();
        var program = "import type { KnownBlock, ModalView, HomeView } from '@slack/types';\n"
            + $"export const messages: KnownBlock[][] = {Json(messages)};\n"
            + $"export const modals: ModalView[] = {Json(all.Forms.Concat(all.Readings))};\n"
            + $"export const homes: HomeView[] = {Json(all.Homes)};\n";

        Assert.Equal("", await CompileAsync(program));
        // The check bites: a label that is no text object, a field that no button has.
        Assert.Contains("error TS", await CompileAsync("import type { KnownBlock } from '@slack/types';\nexport const b: KnownBlock[] = [{ type: 'header', text: 'plain' }];\n"), StringComparison.Ordinal);
        Assert.Contains("error TS", await CompileAsync(
            "import type { Button } from '@slack/types';\nexport const b: Button = { type: 'button', text: { type: 'plain_text', text: 'x' }, colour: 'red' };\n"), StringComparison.Ordinal);
    }

    private static string Json(IEnumerable<JToken> all) => new JArray(all).ToString(Formatting.Indented);

    private static async Task<string> CompileAsync(string program)
    {
        var file = Path.Combine(SlackTypesFactAttribute.Packages, "..", $"sent-{Guid.NewGuid():N}.ts");
        await File.WriteAllTextAsync(file, program);
        try
        {
            var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(file) };
            foreach (var argument in new[] { SlackTypesFactAttribute.Compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", file }) start.ArgumentList.Add(argument);
            using var compiler = Process.Start(start)!;
            var (said, complained) = (compiler.StandardOutput.ReadToEndAsync(), compiler.StandardError.ReadToEndAsync());
            await compiler.WaitForExitAsync();
            return await said + await complained;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>A test with Slack's types. Without them, or Node.js, it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlackTypesFactAttribute : FactAttribute
{
    public static readonly string Packages = Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "node_modules");
    public static readonly string Compiler = Path.Combine(Packages, "typescript", "bin", "tsc");

    public SlackTypesFactAttribute()
    {
        if (!File.Exists(Compiler) || !Directory.Exists(Path.Combine(Packages, "@slack", "types"))) Skip = "Slack's types are not there (npm ci in tests/EndToEnd.Tests)";
    }
}
