using System.Text.RegularExpressions;

namespace ClientBot.Playbook.Reading.Text;

/// <summary>
/// Blanks what is not the client's own words: quoted mail, signatures, disclaimers, code, addresses, the typist's frame.
/// It blanks and never cuts, so that every place in the cleaned text is the same place in the given one.
/// </summary>
internal static partial class TextCleaner
{
    /// <returns>True when something was blanked.</returns>
    public static bool Run(string text, Scratch scratch)
    {
        var length = Math.Min(text.Length, Assessment.ReadLimit);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            length--;
        var clean = scratch.Clean.AsSpan(0, length);
        text.AsSpan(0, length).CopyTo(clean);
        scratch.CleanLength = length;
        scratch.Style = default;
        Controls(clean);
        Redactions(clean);

        var before = Blanked(clean);
        Tags(clean);
        Lines(clean);
        Addresses(clean);
        Frame(clean, ref scratch.Style);
        Greeting(clean);
        return Blanked(clean) > before;
    }

    private static int Blanked(ReadOnlySpan<char> clean)
    {
        var count = 0;
        foreach (var c in clean)
            count += c == ' ' ? 1 : 0;
        return count;
    }

    private static void Controls(Span<char> clean)
    {
        for (var i = 0; i < clean.Length; i++)
        {
            var c = clean[i];
            if (c == '\r')
                clean[i] = i + 1 < clean.Length && clean[i + 1] == '\n' ? ' ' : '\n';
            else if (c is '\u2028' or '\u2029')
                clean[i] = '\n';
            else if (c != '\n' && (char.IsControl(c) || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or '\u00A0' or (>= '\u202A' and <= '\u202E')))
                clean[i] = ' ';
            else if (char.IsHighSurrogate(c) && i + 1 < clean.Length && char.IsLowSurrogate(clean[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                clean[i] = ' ';
        }
    }

    /// <summary>"XXXX", "XX/XX/XXXX": somebody took a name or a date out. It is no shouting, and says nothing.</summary>
    private static void Redactions(Span<char> clean)
    {
        for (var i = 0; i + 1 < clean.Length; i++)
        {
            if (clean[i] != 'X' || clean[i + 1] != 'X' || (i > 0 && char.IsLetterOrDigit(clean[i - 1])))
                continue;
            var end = i;
            while (end < clean.Length && clean[end] is 'X' or '/')
                end++;
            if (end == clean.Length || !char.IsLetter(clean[end]))
                clean[i..end].Fill(' ');
            i = end;
        }
    }

    private static void Lines(Span<char> clean)
    {
        if (clean.IndexOf('\n') < 0)
        {
            if (clean.TrimStart().StartsWith(">"))
                clean.Fill(' ');
            else
                OneLiner(clean);
            return;
        }

        var own = false;
        var fenced = false;
        var start = 0;
        while (start < clean.Length)
        {
            var end = clean[start..].IndexOf('\n');
            end = end < 0 ? clean.Length : start + end;
            var line = clean[start..end];
            var kind = fenced && !line.Trim().StartsWith("```") ? LineKind.Code : KindOf(line, clean[Math.Min(end + 1, clean.Length)..]);
            switch (kind)
            {
                case LineKind.Empty:
                    break;
                case LineKind.Fence:
                    fenced = !fenced;
                    line.Fill(' ');
                    break;
                case LineKind.QuoteBegins when own:
                    QuoteBelow(clean[start..]);
                    break;
                case LineKind.SignatureBegins when own || line.Trim().SequenceEqual("--"):
                    BlankKeepingLines(clean[start..]);
                    break;
                case LineKind.ClosingBegins when own && IsShortTail(clean[Math.Min(end + 1, clean.Length)..]):
                    BlankKeepingLines(clean[start..]);
                    break;
                case LineKind.DisclaimerBegins:
                    BlankParagraph(clean[start..]);
                    break;
                case LineKind.Own:
                case LineKind.ClosingBegins:
                    own = true;
                    break;
                default:
                    line.Fill(' ');
                    break;
            }

            start = end + 1;
        }
    }

    private static void OneLiner(Span<char> clean)
    {
        if (clean.Length > 60 && (clean.IndexOf("confidential", StringComparison.OrdinalIgnoreCase) >= 0 || clean.IndexOf("intended", StringComparison.OrdinalIgnoreCase) >= 0)
            && Disclaimer().EnumerateMatches(clean) is var found && found.MoveNext())
        {
            clean[found.Current.Index..].Fill(' ');
        }

        var tail = clean[Math.Max(0, clean.Length - 60)..];
        foreach (var device in Device().EnumerateMatches(tail))
            tail.Slice(device.Index, device.Length).Fill(' ');
        if (LooksLikeCode(clean))
            clean.Fill(' ');
    }

    private static LineKind KindOf(ReadOnlySpan<char> line, ReadOnlySpan<char> below)
    {
        var trimmed = line.Trim();
        if (trimmed.IsEmpty)
            return LineKind.Empty;
        if (trimmed[0] is '>' or '|' && trimmed.Length > 1)
            return LineKind.Blank;
        if (trimmed.StartsWith("```"))
            return LineKind.Fence;
        if (trimmed is "--" or "—" or "-- " || (trimmed.Length > 4 && trimmed.IndexOfAnyExcept("-_=*") < 0))
            return trimmed.Length <= 2 ? LineKind.SignatureBegins : LineKind.Blank;
        if (trimmed.Length < 400 && QuoteHeader().IsMatch(trimmed))
            return LineKind.QuoteBegins;
        // A long "On Tue, 3 Mar 2026 at 10:11, Somebody <mail>" breaks before "wrote:".
        if (trimmed.StartsWith("On ") && trimmed.Length < 120 && !below.IsEmpty && TwoLineQuoteHeader().IsMatch(trimmed) && BeginsWithWrote(below))
            return LineKind.QuoteBegins;
        if (trimmed.Length < 200 && MailHeader().IsMatch(trimmed))
            return below.IsEmpty || !MailHeader().IsMatch(FirstLine(below)) ? LineKind.Blank : LineKind.QuoteBegins;
        if (trimmed.Length < 90 && Device().IsMatch(trimmed))
            return LineKind.Blank;
        if (trimmed.Length < 40 && Closing().IsMatch(trimmed))
            return LineKind.ClosingBegins;
        if (trimmed.Length > 40 && Disclaimer().IsMatch(trimmed))
            return LineKind.DisclaimerBegins;
        return LooksLikeCode(trimmed) ? LineKind.Code : LineKind.Own;
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).Trim();
    }

    private static bool BeginsWithWrote(ReadOnlySpan<char> below) => FirstLine(below).EndsWith("wrote:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers between the quoted lines stay; without any ">" everything below is the older mail.</summary>
    private static void QuoteBelow(Span<char> rest)
    {
        var marked = rest.IndexOf("\n>") >= 0 || rest.IndexOf("\n >") >= 0;
        if (!marked)
        {
            BlankKeepingLines(rest);
            return;
        }

        var end = rest.IndexOf('\n');
        rest[..end].Fill(' ');
        if (BeginsWithWrote(rest[(end + 1)..]))
        {
            var second = rest[(end + 1)..].IndexOf('\n');
            rest.Slice(end + 1, second < 0 ? rest.Length - end - 1 : second).Fill(' ');
        }
    }

    /// <summary>What follows "Kind regards": a few short lines, names and numbers and no sentence.</summary>
    private static bool IsShortTail(ReadOnlySpan<char> tail)
    {
        var lines = 0;
        foreach (var range in tail.Split('\n'))
        {
            var line = tail[range].Trim();
            if (line.IsEmpty)
                continue;
            if (line[0] == '>' || MailHeader().IsMatch(line) || QuoteHeader().IsMatch(line) || Disclaimer().IsMatch(line))
                return true;
            if (++lines > 8 || line.Length > 70 || line[^1] is '?' or '!' || (line.Length > 30 && line[^1] == '.' && line.Count(' ') > 5))
                return false;
        }

        return true;
    }

    private static void BlankParagraph(Span<char> rest)
    {
        var end = rest.IndexOf("\n\n");
        BlankKeepingLines(end < 0 ? rest : rest[..end]);
    }

    private static void BlankKeepingLines(Span<char> span)
    {
        foreach (ref var c in span)
            c = c == '\n' ? '\n' : ' ';
    }

    private static bool LooksLikeCode(ReadOnlySpan<char> line)
    {
        if (line.Length < 12)
            return false;
        var marks = 0;
        var spaces = 0;
        foreach (var c in line)
        {
            if (c is '{' or '}' or '[' or ']' or '<' or '>' or '=' or ';' or '_' or '\\' or '|' or '/' or '(' or ')' or '"' or ':' or '#' or '$')
                marks++;
            else if (c == ' ')
                spaces++;
        }

        if (marks == 0 && line[0] is not ('a' or 'T' or 'E' or '0' or '1' or '2'))
            return false;
        if (Log().IsMatch(line))
            return true;
        return marks * 100 > line.Length * 14 && spaces * 100 < line.Length * 16;
    }

    private static void Addresses(Span<char> clean)
    {
        if (clean.IndexOf("://") >= 0 || clean.IndexOf("www.", StringComparison.OrdinalIgnoreCase) >= 0 || clean.IndexOf('@') >= 0)
        {
            foreach (var match in Address().EnumerateMatches(clean))
                clean.Slice(match.Index, match.Length).Fill(' ');
        }
    }

    private static void Tags(Span<char> clean)
    {
        var at = clean.IndexOf('<');
        while (at >= 0)
        {
            var rest = clean[at..];
            var close = rest.IndexOf('>');
            var isTag = close > 1 && close < 200 && (char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '@' or '#') && rest[..close].IndexOf('\n') < 0
                && (rest[1] == '@' || rest[..close].IndexOf('@') < 0);
            if (isTag && rest.StartsWith("<at>", StringComparison.OrdinalIgnoreCase))
            {
                var end = rest.IndexOf("</at>", StringComparison.OrdinalIgnoreCase);
                if (end is > 0 and < 120)
                    close = end + 4;
            }

            if (isTag)
                rest[..(close + 1)].Fill(' ');
            var next = clean[(at + 1)..].IndexOf('<');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    /// <summary>"Client says:" is the typist's, and says that the client's own words follow.</summary>
    private static void Frame(Span<char> clean, ref Style style)
    {
        for (var twice = 0; twice < 2; twice++)
        {
            var start = clean.IndexOfAnyExcept(' ', '\n', '"');
            if (start < 0)
                return;
            var head = clean[start..Math.Min(start + 90, clean.Length)];
            var colon = head.IndexOf(':');
            if (colon < 2)
                return;
            foreach (var match in FrameWords().EnumerateMatches(head))
            {
                BlankKeepingLines(clean.Slice(start, match.Length));
                style.Framed = true;
                break;
            }
        }
    }

    private static void Greeting(Span<char> clean)
    {
        var start = clean.IndexOfAnyExcept(' ', '\n', '"');
        if (start < 0 || (clean[start] | 0x20) is not ('h' or 'd' or 'g' or 'm'))
            return;
        var head = clean[start..Math.Min(start + 70, clean.Length)];
        foreach (var match in GreetingWords().EnumerateMatches(head))
        {
            BlankKeepingLines(clean.Slice(start, match.Length));
            return;
        }
    }

    private enum LineKind
    {
        Empty,
        Own,
        Blank,
        Code,
        Fence,
        QuoteBegins,
        SignatureBegins,
        ClosingBegins,
        DisclaimerBegins,
    }

    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(on\s.{6,200}\swrote:|-{2,}\s?original message\s?-{2,}|begin forwarded message:?|-{3,}\s?forwarded message\s?-{3,}|_{10,}|\S.{3,80}\s<[^<>\s]+@[^<>\s]+>\s?wrote:)\s*$", Loose)]
    private static partial Regex QuoteHeader();

    [GeneratedRegex(@"^On\s(mon|tue|wed|thu|fri|sat|sun|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", Loose)]
    private static partial Regex TwoLineQuoteHeader();

    [GeneratedRegex(@"^\*?(from|sent|to|cc|bcc|subject|date|reply-to):\*?\s", Loose)]
    private static partial Regex MailHeader();

    [GeneratedRegex(@"(sent|gesendet|get it) from my \w+(\s\w+)?( \d+)?\.?\s*$|get outlook for \w+\s*$|sent via \w+( \w+)?\s*$|sent from (mail for windows|yahoo mail|outlook|proton mail)[\w \.]*$", Loose)]
    private static partial Regex Device();

    [GeneratedRegex(@"^((with )?(kind(est)?|best|warm(est)?|many)( (and|&) (kind|best|warm))? (regards|wishes|thanks)|regards|rgds|br|brgds|best|yours( (sincerely|faithfully|truly))?|sincerely( yours)?|respectfully( yours)?|cheers|(many )?thanks( (again|and regards|in advance|& regards))?|thank you|all the best|cordially|love)\s*[,.!]?$", Loose)]
    private static partial Regex Closing();

    [GeneratedRegex(@"(this|the) (e-?mail|message|communication|transmission)[^.]{0,80}(confidential|privileged|intended (solely|only)|intended for)|intended (solely )?for the (use of the )?(addressee|individual|named|recipient)|if you (are not the intended|have received this (e-?mail|message) in error)|consider the environment before printing|registered in england|views expressed (in this|are those)", Loose)]
    private static partial Regex Disclaimer();

    [GeneratedRegex(@"^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\d\d:\d\d:\d\d[.,]\d|^at [\w.$<>]+\(|^Traceback \(most|^\s*File ""[^""]+"", line \d+|^\[?(ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\]?[\s:]|^[\w.]+(Exception|Error): |^(npm|yarn|pip) (ERR|WARN)|^\$ \w+|^(GET|POST|PUT|DELETE) /|HTTP/1\.\d|^\s*(SELECT|INSERT|UPDATE) .+ (FROM|INTO|SET) ", RegexOptions.CultureInvariant)]
    private static partial Regex Log();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.\-]{1,15}://[^\s<>""]+|\bwww\.[^\s<>""]+|\b[\w.+\-]{1,64}@[\w\-]{1,64}(\.[\w\-]{1,64})+", Loose)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(so )?((this is )?what )?((the|my|our|this|a) )?(new |old |angry |same )?(client|customer|cust|guest|tenant|patient|caller|user|buyer|he|she|they|student|parent|owner|landlord|message from (the |my |our )?(client|customer|\w+)|email from (the |my |our )?(client|customer|\w+)|text from (the |my |our )?(client|customer|\w+)|got this( from (a |the |my |our )?(client|customer))?|quote)( (has )?just)?( (said|says|say|wrote|writes|sent|texted|emailed|messaged|replied|answered|goes|told|is like))?( (me|us))?( (this|that|back|today|this morning|verbatim|word for word|in chat|on the phone))?\s*:\s*[""“]?|^\[?\d{1,2}:\d\d(:\d\d)?\s?([ap]m)?\]?\s[\w ]{1,30}:\s", Loose)]
    private static partial Regex FrameWords();

    [GeneratedRegex(@"^([Hh]i|HI|[Hh]ello|HELLO|[Hh]ey|[Dd]ear|[Gg]reetings|[Gg]ood ([Mm]orning|[Aa]fternoon|[Ee]vening|day)|[Mm]orning|[Hh]iya|[Hh]ello again|[Hh]i again|[Hh]i there|[Hh]ello there|[Hh]ey there)( (all|team|there|again|everyone|folks|both|guys|sir|madam|sir or madam|sir/madam|support|support team|(Mr|Mrs|Ms|Dr|Miss|Prof)\.? [A-Z]\w+|(?!Idiot|Moron|Scum|Clown|Liar|Thie|Bastard|Ass|Fuck|Stupid|Useless|Sweet|Darl|Love|Bitch|Cunt|Wank)[A-Z][a-z]+(?= *[,!.\n–-])))?\s*([,!.:–-]+|\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GreetingWords();
}
