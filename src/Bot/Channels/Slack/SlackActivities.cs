using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>Makes activities of what happens in Slack, as the Bot Framework's own channels would make them.</summary>
internal sealed class SlackActivities(SlackProfiles profiles, TimeProvider clock)
{
    /// <summary>Never called; addresses of every channel have one.</summary>
    public const string ServiceUrl = "https://slack.com/";

    private const string BotName = "ClientBot";

    /// <summary>Null where nobody we serve is behind it: a program, or a person of another organisation.</summary>
    public async Task<Activity?> BeginAsync(string type, SlackWorkspace workspace, string userId, string conversation, string id, CancellationToken cancellationToken)
    {
        var profile = await profiles.OfAsync(workspace, userId, cancellationToken);
        if (profile.IsBot || profile.IsStranger || profile.IsMissing || userId == workspace.BotUserId) return null;
        var kind = conversation[0] switch { 'D' => "personal", 'C' => "channel", _ => "groupChat" };
        return new Activity
        {
            Type = type,
            Id = id,
            ChannelId = SlackIds.ChannelId,
            ServiceUrl = ServiceUrl,
            Timestamp = clock.GetUtcNow(),
            LocalTimezone = profile.Zone,
            From = new ChannelAccount(userId, profile.Name, RoleTypes.User),
            Recipient = new ChannelAccount(workspace.BotUserId, BotName, RoleTypes.Bot),
            Conversation = new ConversationAccount(isGroup: kind != "personal", conversationType: kind, id: conversation, tenantId: workspace.TeamId),
        };
    }

    /// <summary>Puts a person's words in, their mentions marked; <paramref name="before"/> stands in front of them.</summary>
    public async Task SayAsync(Activity activity, SlackWorkspace workspace, string text, string before, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [workspace.BotUserId] = BotName };
        foreach (var user in SlackText.Mentioned(text).Where(u => !names.ContainsKey(u)).Take(10))
            if ((await profiles.OfAsync(workspace, user, cancellationToken)) is { Name: { } name, IsBot: false, IsStranger: false }) names[user] = name;
        activity.Text = before + SlackText.Read(text, id => names.GetValueOrDefault(id));
        activity.TextFormat = TextFormatTypes.Plain;
        // Whom Slack doesn't know, or who isn't ours, is a name in the text and nobody to be asked.
        activity.Entities = [.. SlackText.Mentioned(text).Where(names.ContainsKey).Select(id => Mention(id, names[id]))];
    }

    /// <summary>A press of one of our buttons: <c>action|id|version</c>, and what stood in the fields beside it.</summary>
    public static JObject? Press(string? value, IReadOnlyDictionary<string, string> inputs)
    {
        if (value?.Split('|') is not [{ Length: > 0 } action, var id, var version]) return null;
        var data = new JObject();
        foreach (var (name, text) in inputs) data[name] = text;
        data["action"] = action;
        data["id"] = id;
        data["version"] = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return data;
    }

    private static Entity Mention(string id, string name) => new("mention") { Properties = JObject.FromObject(new { mentioned = new { id, name }, text = SlackText.At(name) }) };
}
