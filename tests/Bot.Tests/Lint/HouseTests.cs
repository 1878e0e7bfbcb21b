using System.Text.RegularExpressions;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Storage;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Lint;

/// <summary>The house's own rules (docs/architecture.md), checked on its files.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void Every_options_class_is_bound_and_checked_at_the_start()
    {
        var sources = string.Join('\n', Repository.Files("src/Bot", "*.cs").Select(File.ReadAllText));
        var options = typeof(ClientBotDb).Assembly.GetTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.GetField("Section") is { IsLiteral: true }).ToList();

        Assert.True(options.Count >= 4);
        Assert.All(options, type => Assert.True(
            sources.Contains($"AddChecked<{type.Name}>({type.Name}.Section)", StringComparison.Ordinal)
            || Regex.IsMatch(sources, $@"AddOptions<{type.Name}>\(\)[^;]*ValidateOnStart\(\)"),
            $"{type.Name} is not registered with services.AddChecked<{type.Name}>({type.Name}.Section)"));
    }

    [Fact]
    public async Task Every_dialog_is_registered()
    {
        await using var bot = await PlayedBot.StartAsync();
        var dialogs = typeof(ClientBotDb).Assembly.GetTypes().Where(t => typeof(Dialog).IsAssignableFrom(t) && !t.IsAbstract).ToList();

        Assert.NotEmpty(dialogs);
        await bot.InScopeAsync(services =>
        {
            Assert.All(dialogs, dialog => Assert.NotNull(services.GetService(dialog)));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Every_path_that_the_documents_name_exists()
    {
        var documents = Directory.GetFiles(Repository.Root, "*.md").Concat(Repository.Files("docs", "*.md")).Concat(Repository.Files("src", "README.md")).ToList();
        var missing = documents.SelectMany(document => PathInText().Matches(File.ReadAllText(document)).Select(m => m.Groups[1].Value.TrimEnd('.', '/', ','))
            .Where(path => !Placeholder().IsMatch(path) && !Path.Exists(Path.Combine(Repository.Root, path)) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, path)))
            .Select(path => $"{Repository.Name(document)}: {path}")).ToList();

        Assert.NotEmpty(documents);
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void No_feature_knows_a_channel()
    {
        var knowing = Repository.Files("src/Bot/Features", "*.cs")
            .SelectMany(file => File.ReadLines(file).Where(line => Channel().IsMatch(line)).Select(line => $"{Repository.Name(file)}: {line.Trim()}")).ToList();

        Assert.True(knowing.Count == 0, string.Join('\n', knowing));
    }

    [Fact]
    public void The_clock_and_blocking_are_kept_out_by_the_analyzer_everywhere()
    {
        var banned = File.ReadAllText(Path.Combine(Repository.Root, "BannedSymbols.txt"));
        Assert.All(
            ["P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;", "P:System.Threading.Tasks.Task`1.Result;", "M:System.Threading.Thread.Sleep(System.Int32);"],
            symbol => Assert.Contains(symbol, banned));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.targets")));
        var exempt = Repository.Files("src", "*.cs").Where(f => !Repository.Name(f).StartsWith("src/BotBuilder/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal));
        Assert.Empty(exempt);
        Assert.DoesNotMatch(@"RS0030\.severity\s*=\s*(none|silent|suggestion)", File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")));
    }

    // A path begins with one of our folders; what has a placeholder in it is none.
    [GeneratedRegex(@"(?<![\w/.:-])((?:src|tests|deploy|docs|\.ci)/[\w./-]*[\w/])(?![\w*<{…-])")]
    private static partial Regex PathInText();

    // "Features/NAME/…": what the reader is to fill in.
    [GeneratedRegex(@"/(?!README|CONTRIBUTING|SECURITY|LICENSE)[A-Z]{3,}(?:/|$|\.)")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""ClientBot\.Channels|"(?:msteams|slack|playground|emulator|directline|webchat)"|\bChannels\.Ms\w+|\.ChannelId\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Channel();
}
