namespace ClientBot.Playbook.Guidance;

/// <summary>Cuts lower-cased text into words: letters, digits and the apostrophe inside them.</summary>
internal static class WordsOf
{
    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '\'' or '%' or '£' or '$' or '€';

    /// <summary>Writes the text lower-cased, with one kind of apostrophe, to <paramref name="lower"/> and returns how many words it has.</summary>
    public static int Cut(ReadOnlySpan<char> text, Span<char> lower, Span<Range> words)
    {
        var count = 0;
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] is '’' or '‘' ? '\'' : char.ToLowerInvariant(text[i]);
            lower[i] = c;
            if (IsPart(c))
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0 && count < words.Length) words[count++] = start..i;
            start = -1;
        }

        if (start >= 0 && count < words.Length) words[count++] = start..text.Length;
        return count;
    }
}
