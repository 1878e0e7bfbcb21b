using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot;

/// <summary>What the program does besides running the bot: <c>playbook check [FOLDER]</c>, <c>playbook diff BEFORE AFTER</c> and <c>classify [--input FILE]</c>.</summary>
internal static class CommandLine
{
    /// <returns>The exit code, or null when the arguments name no command and the bot is to run.</returns>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        ["playbook", "check"] => PlaybookCheck.Run(null, Console.Out),
        ["playbook", "check", var folder] => PlaybookCheck.Run(folder, Console.Out),
        ["playbook", "diff", var before, var after] => PlaybookDiff.Run(before, after, Console.Out, Console.Error),
        ["classify"] => Classify.Run(Console.In, Console.Out, Console.Error),
        ["classify", "--input", var file] => ClassifyFile(file),
        [var word, ..] when !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) => await UsageAsync(),
        _ => null,
    };

    private static int ClassifyFile(string file)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"{file}: there is no such file");
            return 2;
        }

        using var input = File.OpenText(file);
        return Classify.Run(input, Console.Out, Console.Error);
    }

    private static async Task<int> UsageAsync()
    {
        await Console.Error.WriteLineAsync("usage: playbook check [FOLDER] | playbook diff BEFORE AFTER | classify [--input FILE]");
        return 2;
    }
}
