using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// The app's Home tab, one for each person, as a message that is always there: publishing shows it or brings it up to
/// date, and deleting it leaves it bare, as a tab can't be taken away.
/// </summary>
internal sealed class SlackHome(SlackApi api)
{
    /// <summary>Slack's word for the kind of view.</summary>
    public const string Type = "home";

    // Whose it is tells the address of their chat.
    private const string Id = "home:";

    public static bool Is(string activityId) => activityId.StartsWith(Id, StringComparison.Ordinal);

    public Task<Outcome> PublishAsync(SlackWorkspace workspace, Address chat, Activity activity, CancellationToken cancellationToken) =>
        PublishAsync(workspace, chat, SlackJson.Of(activity.Attachments[0].Content), cancellationToken);

    public Task<Outcome> ClearAsync(SlackWorkspace workspace, Address chat, CancellationToken cancellationToken) => PublishAsync(workspace, chat, new JObject
    {
        ["body"] = new JArray(new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(new JObject { ["type"] = "TextRun", ["text"] = "Open this tab again to see what there is." }) }),
    }, cancellationToken);

    private async Task<Outcome> PublishAsync(SlackWorkspace workspace, Address chat, JObject card, CancellationToken cancellationToken)
    {
        if (chat.UserId is not { } user) return new Outcome.Refused("nobody's chat");
        var answer = await api.CallAsync(workspace.Token, "views.publish", new JObject { ["user_id"] = user, ["view"] = SlackView.Home(card) }, cancellationToken);
        return answer.IsOk ? new Outcome.Delivered(Id + user) : answer.Refusal();
    }
}
