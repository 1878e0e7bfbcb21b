namespace ClientBot.Playbook.Drafts;

/// <summary>
/// A pattern over the words of one sentence, compiled: words, "late|slow", "apolog*", "(a few words|others)", "maybe?" for
/// what may be missing, "..." for up to four words between, "&lt;n&gt;" for a number, "&lt;list&gt;", ^ and $ for the sentence's ends.
/// </summary>
internal sealed class Pattern(PatternNode start)
{
    private const int Gap = 4;

    public PatternNode Start => start;

    /// <returns>The word after the last that matched, or -1.</returns>
    public int Match(ReadOnlySpan<DraftWord> words, string text, int at) => Match(start, words, text, at, words[at].Sentence);

    private static int Match(PatternNode? node, ReadOnlySpan<DraftWord> words, string text, int at, int sentence)
    {
        while (node is not null)
        {
            var here = at < words.Length && words[at].Sentence == sentence;
            switch (node.Kind)
            {
                case PatternKind.Choice:
                    foreach (var branch in node.Branches)
                    {
                        if (Match(branch, words, text, at, sentence) is >= 0 and var end) return end;
                    }

                    return -1;
                case PatternKind.Gap:
                    for (var skipped = 0; skipped <= Gap && at + skipped <= words.Length; skipped++)
                    {
                        if (Match(node.Next, words, text, at + skipped, sentence) is >= 0 and var end) return end;
                    }

                    return -1;
                case PatternKind.First:
                    if (at > 0 && words[at - 1].Sentence == sentence) return -1;
                    break;
                case PatternKind.Last:
                    if (here) return -1;
                    break;
                default:
                    if (!here || !node.Is(words[at], text)) return -1;
                    at++;
                    break;
            }

            node = node.Next;
        }

        return at;
    }
}

internal enum PatternKind
{
    Word,
    Prefix,
    Number,
    Gap,
    Choice,
    First,
    Last,
}

internal sealed class PatternNode(PatternKind kind, PatternNode? next)
{
    public PatternKind Kind => kind;

    public PatternNode? Next => next;

    public int WordId { get; init; } = -1;

    public string Prefix { get; init; } = "";

    /// <summary>A null branch is the end of the pattern.</summary>
    public PatternNode?[] Branches { get; init; } = [];

    public bool Is(DraftWord word, string text) => kind switch
    {
        PatternKind.Word => word.Id == WordId,
        PatternKind.Number => char.IsAsciiDigit(text[word.From]),
        _ => text.AsSpan(word.From, word.To - word.From).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase),
    };
}
