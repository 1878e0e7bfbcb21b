using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Drafts;

/// <summary>What is counted in a draft, where single words don't tell.</summary>
internal static class DraftMeasures
{
    private const char Masked = '•';
    private const int ThankYou = 20;

    private static readonly HashSet<string> Common =
    [
        "OK", "PDF", "PDFs", "VAT", "TV", "TVs", "UK", "USA", "US", "EU", "SMS", "PIN", "ID", "IDs", "IBAN", "SEPA", "CEO", "HR", "IT", "GPS", "USB", "FAQ", "AM", "PM", "NHS", "DIY", "CV", "PS",
        "QR", "URL", "DVD", "LED", "ATM", "MOT", "DJ", "BBQ", "NO", "YES", "I", "A", "EUR", "USD", "GBP", "CHF", "DHL", "UPS", "BMW", "VW", "BBC", "LCD", "PC", "PCs", "CD", "SUV", "CET", "GMT", "UTC",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonLookup = Common.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>Where it is too much or too little, or null.</returns>
    public static (int Start, int Length)? Find(DraftMeasure measure, DraftText text, DraftReader.DraftSigns signs, DraftRules rules, DraftCase known) => measure switch
    {
        DraftMeasure.Length => text.WordCount > rules.LongestDraft || text.LongestParagraph > rules.LongestParagraph ? (0, 0) : null,
        DraftMeasure.Apologies => Apologies(text, signs, rules.MostApologies),
        DraftMeasure.NextStep => NextStep(text, signs, known),
        DraftMeasure.CardNumber => CardNumber(text.Text),
        DraftMeasure.Acronyms => Acronyms(text),
        DraftMeasure.Capitals => Capitals(text),
        _ => null,
    };

    private static (int Start, int Length)? Apologies(DraftText text, DraftReader.DraftSigns signs, int most)
    {
        var apologies = signs.Apart(DraftSign.Apology, DraftSign.NoApology);
        if (apologies.Count <= most) return null;
        var (from, after) = (apologies[most].From, apologies[most].After);
        return (text.Words[from].Start, text.Words[after - 1].End - text.Words[from].Start);
    }

    private static (int Start, int Length)? NextStep(DraftText text, DraftReader.DraftSigns signs, DraftCase known)
    {
        foreach (var step in signs.Of(DraftSign.Step))
        {
            if (!signs.Touches(DraftSign.Past, step)) return null;
        }

        foreach (var vague in signs.Of(DraftSign.Vague))
        {
            var start = text.Words[vague.From].Start;
            return (start, text.Words[vague.After - 1].End - start);
        }

        // A thank-you and a plain answer need no next step; trouble does.
        var trouble = signs.Has(DraftSign.Trouble) || known.Situation is Situation.Angry or Situation.Unrealistic;
        if (!trouble || (known.Situation is Situation.Calm && text.WordCount < ThankYou)) return null;
        return (0, 0);
    }

    private static (int Start, int Length)? CardNumber(string text)
    {
        var masked = PaymentNumbers.Masked(text);
        var start = masked.IndexOf(Masked, StringComparison.Ordinal);
        if (start < 0) return null;
        var end = start;
        while (end < masked.Length && (masked[end] == Masked || char.IsAsciiDigit(masked[end]) || (end + 1 < masked.Length && masked[end] is ' ' or '-' && masked[end + 1] == Masked))) end++;
        return (start, end - start);
    }

    // A sign of shouting is three such words on end: shorter ones are names and abbreviations.
    private static (int Start, int Length)? Capitals(DraftText text)
    {
        var (run, letters, first) = (0, 0, 0);
        var words = text.Words;
        for (var i = 0; i < words.Length; i++)
        {
            var word = text.Text.AsSpan(words[i].Start, words[i].End - words[i].Start);
            if (words[i].Quoted || !IsCapitals(word))
            {
                (run, letters) = (0, 0);
                continue;
            }

            if (run++ == 0) first = i;
            letters += word.Length;
            if (run >= 3 && letters >= 9) return (words[first].Start, words[i].End - words[first].Start);
        }

        return null;
    }

    // Two abbreviations that are not everybody's.
    private static (int Start, int Length)? Acronyms(DraftText text)
    {
        var first = -1;
        var words = text.Words;
        for (var i = 0; i < words.Length; i++)
        {
            var word = text.Text.AsSpan(words[i].Start, words[i].End - words[i].Start);
            if (words[i].Quoted || !IsAcronym(word) || CommonLookup.Contains(word)) continue;
            if (first < 0)
            {
                first = i;
                continue;
            }

            if (!word.SequenceEqual(text.Text.AsSpan(words[first].Start, words[first].End - words[first].Start)))
                return (words[first].Start, words[first].End - words[first].Start);
        }

        return null;
    }

    // "RCA", "L2", "POs": letters first, at least two signs, capitals.
    private static bool IsAcronym(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 5 || !char.IsAsciiLetterUpper(word[0]) || !char.IsAsciiLetterUpper(word[1])) return false;
        foreach (var c in word[..^1])
        {
            if (!char.IsAsciiLetterUpper(c)) return false;
        }

        return char.IsAsciiLetterUpper(word[^1]) || word[^1] == 's';
    }

    private static bool IsCapitals(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c) && !WordCutter.IsApostrophe(c)) return false;
        }

        return word.Length > 0;
    }
}
