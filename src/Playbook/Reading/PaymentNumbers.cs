namespace ClientBot.Playbook.Reading;

/// <summary>
/// Masks card numbers before anything is stored or read: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812), grouped
/// as people group them, with an expiry date or a security code beside them or not.
/// </summary>
public static class PaymentNumbers
{
    private const char Mask = '•';
    private const int Shortest = 13, Longest = 19, LongestGap = 2;

    /// <summary>The text with all but the last four digits of each number masked. Its length stays, so that places in it stay right.</summary>
    public static string Masked(string text)
    {
        char[]? masked = null;
        var digits = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            i = CollectRun(text, i, digits);
            if (digits.Count >= Shortest) MaskWithin(text, digits, ref masked);
        }

        return masked is null ? text : new string(masked);
    }

    // The places of digits that at most two separators part; returns the place of the last.
    private static int CollectRun(string text, int start, List<int> digits)
    {
        digits.Clear();
        var gap = 0;
        for (var i = start; i < text.Length && gap <= LongestGap; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits.Add(i);
                gap = 0;
            }
            else if (IsSeparator(text[i])) gap++;
            else break;
        }

        return digits[^1];
    }

    private static void MaskWithin(string text, List<int> digits, ref char[]? masked)
    {
        for (var first = 0; first + Shortest <= digits.Count; first++)
        {
            // A number begins and ends where a group does: part of a longer number is none.
            if (first > 0 && digits[first] == digits[first - 1] + 1) continue;
            for (var length = Math.Min(Longest, digits.Count - first); length >= Shortest; length--)
            {
                var last = first + length - 1;
                if ((last + 1 < digits.Count && digits[last + 1] == digits[last] + 1) || !PassesLuhn(text, digits, first, length)) continue;
                masked ??= text.ToCharArray();
                for (var i = first; i <= last - 4; i++) masked[digits[i]] = Mask;
                first = last;
                break;
            }
        }
    }

    private static bool IsSeparator(char c) => c is ' ' or '\u00a0' or '\u2007' or '\u202f' or '-' or '\u2010' or '\u2011' or '\u2012' or '–' or '—' or '.' or '/' or '_';

    private static bool PassesLuhn(string text, List<int> digits, int first, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++)
        {
            var digit = text[digits[first + length - 1 - i]] - '0';
            if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
