namespace ClientBot.Conversation;

/// <summary>Makes a person's text stay text inside a markdown message: nothing in it becomes a link, a mention or bold.</summary>
internal static class PlainRun
{
    private const string Live = "\\`*_{}[]()#+-!|>~";

    public static string Of(string text) => string.Concat(text.Replace("://", ":\u200b//", StringComparison.Ordinal).Replace("www.", "www\u200b.", StringComparison.OrdinalIgnoreCase).Select(c => c switch
    {
        '<' => "&lt;",
        '&' => "&amp;",
        '\r' or '\n' => " ",
        '@' => "@\u200b",
        _ when Live.Contains(c, StringComparison.Ordinal) => "\\" + c,
        _ => c.ToString(),
    }));
}
