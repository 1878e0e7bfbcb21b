using System.Globalization;

namespace ClientBot.Playbook.Reading.Text;

/// <summary>Cuts the cleaned text into words, with their normalised letters beside the place where they stand.</summary>
internal static class Tokenizer
{
    public static void Run(Scratch scratch, MaskedWords masked)
    {
        var text = scratch.Clean.AsSpan(0, scratch.CleanLength);
        var framed = scratch.Style.Framed;
        scratch.Style = new Style { Framed = framed };
        scratch.TokenCount = 0;
        ref var style = ref scratch.Style;
        var norm = 0;
        var breaks = true;
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (IsWord(c))
            {
                i = Word(scratch, text, i, ref norm, breaks, masked);
                breaks = false;
                style.EndsAsking = false;
                continue;
            }

            if (IsEmoji(text, i, out var length))
            {
                var token = new Token { Start = i, End = i + length, Kind = TokenKind.Emoji, Breaks = breaks, NormStart = norm };
                for (var k = 0; k < length; k++)
                    scratch.Norm[norm++] = text[i + k];
                token.NormLength = length;
                token.Hash = Hashing.Of(token.In(scratch.Norm));
                scratch.Tokens[scratch.TokenCount++] = token;
                i += length;
                continue;
            }

            breaks |= Mark(text, i, ref style);
            i++;
        }
    }

    private static bool Mark(ReadOnlySpan<char> text, int i, ref Style style)
    {
        switch (text[i])
        {
            case '!':
                style.Exclamations++;
                style.Mixed |= i > 0 && text[i - 1] == '?';
                return true;
            case '?':
                style.Questions++;
                style.EndsAsking = true;
                style.Mixed |= i > 0 && text[i - 1] == '!';
                return true;
            case '.':
                if (i > 0 && text[i - 1] == '.')
                {
                    style.Ellipses++;
                    return false;
                }

                return true;
            case '…':
                style.Ellipses++;
                return false;
            case '"' or '“' or '”' or '«' or '»':
                style.Quotes++;
                return false;
            case ')' when i > 0 && (text[i - 1] == ':' || (i > 1 && text[i - 1] == '-' && text[i - 2] == ':')):
                style.Smiles = true;
                return false;
            case '\n' or ';':
                return true;
            default:
                return false;
        }
    }

    private static int Word(Scratch scratch, ReadOnlySpan<char> text, int start, ref int norm, bool breaks, MaskedWords masked)
    {
        var end = start;
        var letters = 0;
        var upper = 0;
        var digits = 0;
        var masks = 0;
        while (end < text.Length)
        {
            var c = text[end];
            if (char.IsAsciiLetterLower(c))
            {
                letters++;
            }
            else if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (IsWord(c))
            {
                letters++;
                if (char.IsUpper(c))
                    upper++;
            }
            else if (IsMask(c) && (end > start || letters > 0) && JoinsMask(text, end))
            {
                masks++;
            }
            else if (c == '%' && digits > 0 && letters == 0)
            {
                end++;
                break;
            }
            else if (!Joins(text, end))
            {
                break;
            }

            end++;
        }

        var token = new Token
        {
            Start = start,
            End = end,
            NormStart = norm,
            Kind = letters == 0 ? TokenKind.Number : TokenKind.Word,
            Breaks = breaks,
            Capitals = upper >= 2 && upper == letters,
        };
        if (token.Kind == TokenKind.Number && start > 0 && text[start - 1] is '$' or '£' or '€')
        {
            token.Start--;
            scratch.Norm[norm++] = '$';
        }

        Normalise(text[start..end], scratch.Norm, ref norm);
        norm = token.NormStart + Contraction(scratch.Norm.AsSpan(token.NormStart, norm - token.NormStart));
        token.NormLength = norm - token.NormStart;
        if (masks > 0)
            Unmask(scratch, ref token, ref norm, masked);
        token.Hash = Hashing.Of(token.In(scratch.Norm));
        if (token.Capitals)
            scratch.Style.Capitals++;
        scratch.Tokens[scratch.TokenCount++] = token;
        return end;
    }

    /// <summary>Lower case, straight apostrophes, every digit a 0, a letter held down three times counted once.</summary>
    private static void Normalise(ReadOnlySpan<char> word, char[] norm, ref int at)
    {
        var from = at;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (char.IsAsciiLetterUpper(c))
                c = (char)(c | 0x20);
            else if (c is '’' or 'ʼ' or '`')
                c = '\'';
            else if (char.IsAsciiDigit(c))
                c = '0';
            else if (c > 127)
                c = char.ToLowerInvariant(c);
            if (i >= 2 && char.IsLetter(c) && Same(word[i - 1], c) && Same(word[i - 2], c))
            {
                // "soooo" -> "so": the second one was kept already when it was seen, take it back once.
                if (at - from >= 2 && norm[at - 1] == c && norm[at - 2] == c)
                    at--;
                continue;
            }

            norm[at++] = c;
        }
    }

    /// <summary>"don't" and "dont" become one word, where that makes no other word of it ("we're", "she'll", "i'd" stay).</summary>
    /// <returns>The new length.</returns>
    public static int Contraction(Span<char> word)
    {
        var at = word.IndexOf('\'');
        if (at < 1)
            return word.Length;
        var rest = word[(at + 1)..];
        var joins = (rest is "t" && word[at - 1] == 'n')
            || rest is "ve"
            || (rest is "re" && word[..at] is not "we")
            || (rest is "m" && word[..at] is "i")
            || (rest is "s" && word[..at] is "that" or "what" or "there" or "where" or "here" or "how");
        if (!joins)
            return word.Length;
        rest.CopyTo(word[at..]);
        return word.Length - 1;
    }

    private static bool Same(char raw, char lower) => raw == lower || char.ToLowerInvariant(raw) == lower;

    private static void Unmask(Scratch scratch, ref Token token, ref int norm, MaskedWords masked)
    {
        var meant = masked.Find(token.In(scratch.Norm));
        if (meant is null)
        {
            // No swear word: the asterisks at the end are emphasis ("*now*").
            while (token.NormLength > 1 && IsMask(scratch.Norm[token.NormStart + token.NormLength - 1]))
            {
                token.NormLength--;
                token.End--;
            }

            norm = token.NormStart + token.NormLength;
            return;
        }

        // A disguise is never shorter than half the word, and the buffer is as long as the text: check all the same.
        if (token.NormStart + meant.Length > scratch.Norm.Length || meant.Length > token.End - token.Start)
            return;
        meant.CopyTo(scratch.Norm.AsSpan(token.NormStart));
        token.NormLength = meant.Length;
        norm = token.NormStart + meant.Length;
    }

    public static bool IsWord(char c)
    {
        if (char.IsAscii(c))
            return char.IsAsciiLetterOrDigit(c);
        if (char.IsLetterOrDigit(c))
            return true;
        return CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && c != '\uFE0F';
    }

    private static bool IsMask(char c) => c is '*' or '@' or '$' or '#';

    private static bool JoinsMask(ReadOnlySpan<char> text, int i) =>
        text[i] == '*'
            ? i > 0 && (char.IsAsciiLetter(text[i - 1]) || text[i - 1] == '*')
            : i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]) && i > 0 && char.IsAsciiLetter(text[i - 1]);

    private static bool Joins(ReadOnlySpan<char> text, int i)
    {
        if (i == 0 || i + 1 >= text.Length)
            return false;
        var before = text[i - 1];
        var after = text[i + 1];
        return text[i] switch
        {
            '\'' or '’' or 'ʼ' or '`' => char.IsLetter(before) && char.IsLetter(after),
            ',' or '.' or ':' or '/' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
            _ => false,
        };
    }

    private static bool IsEmoji(ReadOnlySpan<char> text, int i, out int length)
    {
        length = 1;
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            length = 2;
            return true;
        }

        return c is >= '\u2600' and <= '\u27BF';
    }
}
