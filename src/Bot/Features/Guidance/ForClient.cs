using System.Collections.Frozen;

namespace ClientBot.Features.Guidance;

/// <summary>"for Acme: they say …" names the client. "For the third time: …" does not: those are the client's own words.</summary>
internal static class ForClient
{
    private const string Lead = "for ";
    private const int LongestLabel = 40;

    private static readonly FrozenSet<string> NoNames = new[]
    {
        "the", "a", "an", "my", "your", "our", "their", "his", "her", "its", "this", "that", "these", "those", "now", "example", "instance", "me", "us", "you", "him", "them", "it",
        "what", "which", "whom", "once", "one", "two", "three", "weeks", "months", "days", "years", "hours", "ages", "ever", "free", "sure", "starters", "some", "all", "every", "each",
        "both", "god's", "gods", "heaven's", "crying", "reference", "info", "information", "clarity", "context", "everyone", "anyone", "future", "real", "shame", "fuck's", "fucks",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static (string? Label, string Words) In(string text)
    {
        text = text.Trim();
        if (!text.StartsWith(Lead, StringComparison.OrdinalIgnoreCase)) return (null, text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon > Lead.Length + LongestLabel) return (null, text);
        var label = text[Lead.Length..colon].Trim();
        // "10:30", "https://…": no name stands before such a colon.
        var isName = label.Length > 0 && !char.IsAsciiDigit(label[^1]) && (colon + 1 == text.Length || char.IsWhiteSpace(text[colon + 1]))
            && !label.Any(char.IsControl) && label.Count(c => c == ' ') <= 4 && !NoNames.Contains(label.Split(' ', 2)[0]);
        return isName ? (label, text[(colon + 1)..].Trim()) : (null, text);
    }
}
