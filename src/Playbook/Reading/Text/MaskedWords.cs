namespace ClientBot.Playbook.Reading.Text;

/// <summary>Finds the swear word behind "f***ing", "sh*t", "@sshole", "id1ot".</summary>
internal sealed class MaskedWords
{
    private readonly string[] _words;

    public MaskedWords(IEnumerable<string> words) => _words = [.. words.Where(w => w.Length >= 3).Distinct()];

    /// <summary>The word that is meant, or null. The first that fits wins, so that the answer is always the same.</summary>
    public string? Find(ReadOnlySpan<char> written)
    {
        if (written.Length > 24)
            return null;
        var shown = 0;
        foreach (var c in written)
            shown += char.IsAsciiLetter(c) ? 1 : 0;
        if (shown == 0)
            return null;
        foreach (var word in _words)
        {
            if (Fits(written, word))
                return word;
        }

        return null;
    }

    private static bool Fits(ReadOnlySpan<char> written, string word)
    {
        // One mark a letter is the common way; any number of marks for any number of letters the other.
        if (written.Length == word.Length)
        {
            var all = true;
            for (var i = 0; i < word.Length && all; i++)
                all = Stands(written[i], word[i]);
            return all;
        }

        var star = written.IndexOf('*');
        if (star < 0)
            return false;
        var last = written.LastIndexOf('*');
        var head = written[..star];
        var tail = written[(last + 1)..];
        return head.Length + tail.Length >= 2
            && word.Length > head.Length + tail.Length
            && word.AsSpan().StartsWith(head)
            && word.AsSpan().EndsWith(tail)
            && Math.Abs(word.Length - written.Length) <= 2;
    }

    private static bool Stands(char written, char letter) => written == letter || written switch
    {
        '*' or '#' => true,
        '@' => letter == 'a',
        '$' => letter == 's',
        '0' => letter is 'o' or 'i',
        '1' or '!' => letter is 'i' or 'l',
        '3' => letter == 'e',
        _ => false,
    };
}
