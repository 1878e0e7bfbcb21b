using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Prompts;

internal static class PromptAudience
{
    // Suggested actions are for the person who is being asked, not for the whole channel.
    public static IList<string> Of(Activity activity)
        => activity.From?.Id == null ? null : new List<string> { activity.From.Id };
}
