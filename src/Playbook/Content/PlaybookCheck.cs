using System.Globalization;

namespace ClientBot.Playbook.Content;

/// <summary>`playbook check`: every mistake as file:line: what was expected.</summary>
public static class PlaybookCheck
{
    /// <param name="folder">The organisation's folder, merged over the built-in playbook; null for the built-in one alone.</param>
    /// <param name="output">Where the mistakes, or the one line that says there is none, are written.</param>
    /// <returns>The exit code: 1 when there is a mistake.</returns>
    public static int Run(string? folder, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (edition, mistakes) = EditionLoader.Load(folder is null ? [] : [folder]);
        foreach (var mistake in mistakes) output.WriteLine(mistake.ToString());
        if (edition is null) return 1;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Playbook {edition.Version}: {edition.Plays.Count} plays, {edition.Techniques.Count} techniques, no mistakes."));
        return 0;
    }
}
