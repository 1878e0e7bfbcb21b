using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBot.Channels.Slack;

/// <summary>Slack's way of writing text: three characters are escaped, and what stands in angle brackets is a link or a mention.</summary>
internal static partial class SlackText
{
    /// <summary>For the text field of a message: what is a character stays one.</summary>
    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>For a plain_text object: nobody is called by it, whatever Slack makes of angle brackets there.</summary>
    public static string Inert(string text) => Call().Replace(text, "<\u200b");

    /// <summary>Shortened to what a field may hold, never within a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>In pieces of at most this length, at a space where there is one.</summary>
    public static IEnumerable<string> Pieces(string text, int longest)
    {
        while (text.Length > longest)
        {
            var end = text.LastIndexOfAny([' ', '\n'], longest - 1) + 1;
            if (end < longest / 2) end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
            yield return text[..end];
            text = text[end..];
        }

        if (text.Length > 0) yield return text;
    }

    /// <summary>Everybody whom a text mentions.</summary>
    public static IEnumerable<string> Mentioned(string text) => Mark().Matches(text).Select(m => MentionIn(m.Groups[1].Value)).OfType<string>().Distinct();

    /// <summary>The words as their writer saw them. Mentions stand in it as <c>&lt;at&gt;NAME&lt;/at&gt;</c>, as in the Bot Framework.</summary>
    public static string Read(string text, Func<string, string?> nameOf)
    {
        var read = new StringBuilder();
        var from = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            read.Append(WebUtility.HtmlDecode(text[from..mark.Index])).Append(Said(mark.Groups[1].Value, nameOf));
            from = mark.Index + mark.Length;
        }

        return read.Append(WebUtility.HtmlDecode(text[from..])).ToString();
    }

    public static string At(string name) => $"<at>{name}</at>";

    private static string? MentionIn(string mark) => mark.Length > 1 && mark[0] == '@' && mark[1..].Split('|')[0] is var id && SlackIds.IsUser(id) ? id : null;

    private static string Said(string mark, Func<string, string?> nameOf)
    {
        if (MentionIn(mark) is { } user) return At(nameOf(user) ?? user);
        var (what, label) = mark.IndexOf('|', StringComparison.Ordinal) is var bar and >= 0 ? (mark[..bar], WebUtility.HtmlDecode(mark[(bar + 1)..])) : (mark, "");
        what = WebUtility.HtmlDecode(what);
        return what.Length == 0 ? "" : what[0] switch
        {
            '#' => "#" + (label.Length > 0 ? label : what[1..]),
            '!' when label.Length > 0 => label,
            '!' => "@" + what[1..].Split('^')[0],
            _ when what.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) => label.Length > 0 ? label : what[7..],
            _ => label.Length == 0 || what.Contains(label, StringComparison.OrdinalIgnoreCase) ? what : $"{label} ({what})",
        };
    }

    [GeneratedRegex("<([^<>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex("<(?=[!@#])")]
    private static partial Regex Call();
}
