using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Conversation;

/// <summary>What a person typed to the bot, without the mention of it. <see cref="Addressed"/>: they wrote its name. <see cref="Slash"/>: they began with one.</summary>
public sealed partial record Said(string Text, bool Addressed, bool Slash)
{
    public static Said In(IMessageActivity activity, bool personal)
    {
        var text = activity.Text ?? "";
        var mention = activity.Recipient?.Id is { } bot && activity.GetMentions().Any(m => m.Mentioned?.Id == bot);
        if (mention) text = ((Activity)activity).RemoveRecipientMention() ?? "";
        text = Plain(text, activity.TextFormat).Trim();
        var slash = text.Length > 1 && text[0] == '/' && char.IsAsciiLetter(text[1]);
        return new Said(slash ? text[1..] : text, mention && !personal, slash);
    }

    /// <summary>The words of a message that Teams hands over as HTML, its quotes and mentions as plain text.</summary>
    public static string InHtml(MessageActionsPayloadBody? body) => body?.Content is not { } content ? "" :
        string.Equals(body.ContentType, "html", StringComparison.OrdinalIgnoreCase) ? FromHtml(content) : content.Trim();

    // Teams sends "plain" text with entities (&lt;) only when the message was formatted as XML.
    private static string Plain(string text, string? format) => format == TextFormatTypes.Xml ? FromHtml(text) : text;

    private static string FromHtml(string html) =>
        WebUtility.HtmlDecode(Tag().Replace(Break().Replace(Quote().Replace(html.Length > 100_000 ? html[..100_000] : html, Quoted), "\n"), "")).Replace('\u00a0', ' ').Trim();

    // What the message quotes was said by somebody else: set off as quotes are in mail, which the reader leaves out.
    private static string Quoted(Match quote) => "\n> " + Tag().Replace(Break().Replace(quote.Groups[1].Value, "\n"), "").Trim().ReplaceLineEndings("\n> ") + "\n";

    [GeneratedRegex(@"<blockquote[^>]*>(.*?)</blockquote>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(@"<br\s*/?>|</(?:p|div|li|blockquote|tr|h[1-6])>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Break();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
