using System.Text.RegularExpressions;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace ClientBot.Features.Escalation;

/// <summary>
/// A message that answers a card: a reply in its thread (replyToId), or a quote of it, which Teams sends as HTML with the
/// quoted message's id (blockquote itemtype http://schema.skype.com/Reply, itemid).
/// </summary>
internal sealed partial class TypedAnswers(ClientBotDb db, Turn turn, Lazy<Helpers> helpers) : IReplies
{
    public async Task<bool> TakeAsync(Activity activity, string text, CancellationToken cancellationToken)
    {
        var messages = new[] { activity.ReplyToId, Quoted(activity) }.OfType<string>().Where(i => i.Length > 0).ToList();
        if (messages.Count == 0 || text.Length == 0) return false;
        var subject = await db.Set<ShownCard>().Where(c => c.AddressId == turn.Sender.Address.Id && c.ActivityId != null && messages.Contains(c.ActivityId))
            .Select(c => c.Subject).FirstOrDefaultAsync(cancellationToken);
        if (subject is null || !HelpSubjects.IsOfHelper(subject, turn.Person.Id)) return false;
        await helpers.Value.AnswerAsync(HelpSubjects.RequestIdIn(subject)!, text, cancellationToken);
        return true;
    }

    private static string? Quoted(Activity activity)
    {
        var html = activity.Attachments?.FirstOrDefault(a => a.ContentType == "text/html")?.Content;
        return html is string or JValue ? Quote().Match(html.ToString() ?? "") is { Success: true } match ? match.Groups[1].Value : null : null;
    }

    [GeneratedRegex("""<blockquote[^>]*itemid="([^"]{1,64})"[^>]*>""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();
}
