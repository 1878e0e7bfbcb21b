using System.Text;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Text as runs of a rich_text block: nothing in it is read for markup any more, so that a client's words stay words. The
/// bot's own sentences are markdown, and are read here once.
/// </summary>
internal static class RichRuns
{
    public const int LongestRun = 3000;

    public static IEnumerable<JObject> Plain(string text, bool bold = false, bool italic = false, bool code = false)
    {
        foreach (var piece in SlackText.Pieces(text, LongestRun))
        {
            var run = new JObject { ["type"] = "text", ["text"] = piece };
            if (bold || italic || code) run["style"] = Style(bold, italic, code);
            yield return run;
        }
    }

    public static IEnumerable<JObject> Link(string url, string label) =>
        url.Length > LongestRun ? Plain(label) : [new JObject { ["type"] = "link", ["url"] = url, ["text"] = SlackText.Cut(label, LongestRun) }];

    /// <summary>Markdown as the bot writes it: emphasis, code, links, dashes as bullets, and a backslash that takes a sign's meaning away.</summary>
    public static List<JObject> Markdown(string text)
    {
        var (runs, word) = (new List<JObject>(), new StringBuilder());
        var (bold, italic) = (false, false);
        text = text.ReplaceLineEndings("\n").Trim();
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest[0] == '\\' && rest.Length > 1 && char.IsPunctuation(rest[1]) | char.IsSymbol(rest[1])) word.Append(text[++i]);
            else if (Entity(rest) is var (sign, length)) (_, i) = (word.Append(sign), i + length - 1);
            else if (rest[0] == '`' && rest[1..].IndexOf('`') is var end and > 0)
            {
                Flush();
                runs.AddRange(Plain(text.Substring(i + 1, end), code: true));
                i += end + 1;
            }
            else if (rest.StartsWith("**") && (bold || rest[2..].Contains("**", StringComparison.Ordinal)))
            {
                Flush();
                bold = !bold;
                i++;
            }
            else if (rest[0] is '*' or '_' && IsEmphasis(text, i, italic))
            {
                Flush();
                italic = !italic;
            }
            else if (LinkIn(rest) is var (label, url, whole))
            {
                Flush();
                runs.AddRange(Link(url, label));
                i += whole - 1;
            }
            else if ((i == 0 || text[i - 1] == '\n') && rest.Length > 1 && rest[0] is '-' or '*' && rest[1] == ' ') word.Append('•');
            else word.Append(rest[0]);
        }

        Flush();
        return runs;

        void Flush()
        {
            if (word.Length > 0) runs.AddRange(Plain(word.ToString(), bold, italic));
            word.Clear();
        }
    }

    /// <summary>The same words without any form, for the text of a notification.</summary>
    public static string Words(IEnumerable<JObject> runs) => string.Concat(runs.Select(r => (string?)r["text"]));

    private static JObject Style(bool bold, bool italic, bool code)
    {
        var style = new JObject();
        if (bold) style["bold"] = true;
        if (italic) style["italic"] = true;
        if (code) style["code"] = true;
        return style;
    }

    private static (char Sign, int Length)? Entity(ReadOnlySpan<char> text) =>
        text.StartsWith("&lt;") ? ('<', 4) : text.StartsWith("&gt;") ? ('>', 4) : text.StartsWith("&amp;") ? ('&', 5) : null;

    // An underscore within a word is one; a sign that nothing closes is one too.
    private static bool IsEmphasis(string text, int at, bool open)
    {
        var sign = text[at];
        if (open) return at > 0 && !char.IsWhiteSpace(text[at - 1]);
        if (at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || (sign == '_' && at > 0 && char.IsLetterOrDigit(text[at - 1]))) return false;
        for (var i = at + 1; i < text.Length && text[i] != '\n'; i++)
            if (text[i] == sign && text[i - 1] != '\\' && !char.IsWhiteSpace(text[i - 1])) return true;
        return false;
    }

    private static (string Label, string Url, int Length)? LinkIn(ReadOnlySpan<char> text)
    {
        if (text[0] != '[' || text.IndexOf("](") is not (var bar and > 1) || text[bar..].IndexOf(')') is not (var close and > 2)) return null;
        var url = text[(bar + 2)..(bar + close)].ToString();
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto" ? (text[1..bar].ToString(), url, bar + close + 1) : null;
    }
}
