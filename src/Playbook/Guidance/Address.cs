using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Guidance;

/// <summary>Begins a written line with the client's name: "Dana, you've been through this before." Done here and not in three hundred lines.</summary>
internal static class Address
{
    /// <summary>Words that stay large within a sentence.</summary>
    private static readonly string[] Large = ["I", "I'm", "I've", "I'd", "I'll", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static string Before(string line, Slots slots, Tone tone)
    {
        var name = slots.Client?.Trim();
        if (string.IsNullOrEmpty(name) || name.Length > 40 || tone == Tone.Spoken || line.Contains(name, StringComparison.OrdinalIgnoreCase)) return line;
        var end = line.AsSpan().IndexOfAny(' ', ',', '.');
        var first = end < 0 ? line : line[..end];
        if (Large.Contains(first.Replace('’', '\'')) || (first.Length > 1 && first.All(char.IsUpper))) return $"{name}, {line}";
        return $"{name}, {char.ToLowerInvariant(line[0])}{line[1..]}";
    }
}
