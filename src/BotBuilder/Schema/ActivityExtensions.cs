using System.Text.RegularExpressions;

namespace Microsoft.Bot.Schema;

public static class ActivityExtensions
{
    public static bool MentionsId(this IMessageActivity activity, string id) =>
        activity.GetMentions().Any(mention => mention.Mentioned.Id == id);

    public static bool MentionsRecipient(this IMessageActivity activity) => activity.MentionsId(activity.Recipient.Id);

    public static string RemoveRecipientMention(this IMessageActivity activity) => activity.RemoveMentionText(activity.Recipient.Id);

    public static string RemoveMentionText(this IMessageActivity activity, string id)
    {
        foreach (var mention in activity.GetMentions().Where(mention => mention.Mentioned.Id == id))
        {
            var markup = mention.Text == null
                ? "<at>" + Regex.Escape(mention.Mentioned.Name) + "</at>"
                : Regex.Escape(mention.Text);
            activity.Text = Regex.Replace(activity.Text, markup, string.Empty, RegexOptions.IgnoreCase).Trim();
        }

        return activity.Text;
    }
}
