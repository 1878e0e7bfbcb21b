namespace ClientBot.Playbook.Drafts;

/// <summary>
/// Cuts text into words, and takes contractions apart ("you're" is "you are", "won't" is "will not"), so that a pattern
/// written either way finds both. Patterns are cut by the same rules.
/// </summary>
internal static class WordCutter
{
    public delegate void Take(ReadOnlySpan<char> word, int from, int to, int start, int end);

    private static readonly HashSet<string> WithIs = new(StringComparer.OrdinalIgnoreCase)
    {
        "it", "that", "there", "here", "what", "he", "she", "who", "where", "how", "this", "everything", "nobody", "nothing", "let", "when", "which",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsLookup = WithIs.GetAlternateLookup<ReadOnlySpan<char>>();

    // As people type in a hurry.
    private static readonly Dictionary<string, (string First, string Second)> Hurried = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cannot"] = ("can", "not"), ["cant"] = ("can", "not"), ["wont"] = ("will", "not"), ["dont"] = ("do", "not"), ["didnt"] = ("did", "not"),
        ["doesnt"] = ("does", "not"), ["isnt"] = ("is", "not"), ["wasnt"] = ("was", "not"), ["arent"] = ("are", "not"), ["havent"] = ("have", "not"),
        ["couldnt"] = ("could", "not"), ["shouldnt"] = ("should", "not"), ["wouldnt"] = ("would", "not"),
        ["youre"] = ("you", "are"), ["youve"] = ("you", "have"), ["thats"] = ("that", "is"), ["im"] = ("i", "am"), ["ive"] = ("i", "have"), ["gonna"] = ("going", "to"),
    };

    private static readonly Dictionary<string, (string First, string Second)>.AlternateLookup<ReadOnlySpan<char>> HurryLookup = Hurried.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsPart(ReadOnlySpan<char> text, int at) =>
        char.IsLetterOrDigit(text[at]) || (IsApostrophe(text[at]) && Between(text, at, letters: true)) || (text[at] is '.' or ':' or ',' && Between(text, at, letters: false));

    public static bool IsApostrophe(char c) => c is '\'' or '’';

    /// <summary>Gives out the words of <paramref name="text"/>[<paramref name="start"/>..<paramref name="end"/>], one word as written.</summary>
    public static void Cut(ReadOnlySpan<char> text, int start, int end, Take take)
    {
        var word = text[start..end];
        var apostrophe = word.LastIndexOfAny('\'', '’');
        if (apostrophe <= 0)
        {
            Bare(word, start, end, take);
            return;
        }

        var stem = word[..apostrophe];
        var rest = word[(apostrophe + 1)..];
        var at = start + apostrophe;
        if (Is(rest, "t") && stem.Length > 1 && stem[^1] is 'n' or 'N')
        {
            Negated(stem[..^1], start, at, end, take);
            return;
        }

        var full = rest.Length switch
        {
            1 => rest[0] switch { 'm' or 'M' => "am", 'd' or 'D' => "would", 's' or 'S' when IsLookup.Contains(stem) => "is", _ => null },
            2 when Is(rest, "re") => "are",
            2 when Is(rest, "ll") => "will",
            2 when Is(rest, "ve") => "have",
            _ => null,
        };
        if (full is null)
        {
            take(Is(rest, "s") ? stem : word, start, end, start, end);
            return;
        }

        take(stem, start, at, start, end);
        take(full, at, end, start, end);
    }

    private static void Negated(ReadOnlySpan<char> stem, int start, int at, int end, Take take)
    {
        // "won't", "can't", "shan't" have lost letters.
        take(Is(stem, "wo") ? "will" : Is(stem, "ca") ? "can" : Is(stem, "sha") ? "shall" : stem, start, at - 1, start, end);
        take("not", at - 1, end, start, end);
    }

    private static void Bare(ReadOnlySpan<char> word, int start, int end, Take take)
    {
        if (!HurryLookup.TryGetValue(word, out var two))
        {
            take(word, start, end, start, end);
            return;
        }

        take(two.First, start, end, start, end);
        take(two.Second, start, end, start, end);
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Between(ReadOnlySpan<char> text, int at, bool letters) =>
        at > 0 && at + 1 < text.Length && (letters ? char.IsLetterOrDigit(text[at - 1]) && char.IsLetter(text[at + 1]) : char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]));
}
