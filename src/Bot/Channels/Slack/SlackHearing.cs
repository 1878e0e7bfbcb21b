using System.Diagnostics.CodeAnalysis;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Home;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>Hears what Slack delivered, after Slack was answered: events, commands, and buttons that open nothing.</summary>
internal sealed class SlackHearing(
    SlackWorkspaces workspaces, SlackChats chats, SlackActivities activities, SlackAdapter adapter, ConversationTurn turn, SlackWords words, IOptions<SlackOptions> options) : IHears
{
    public const string Event = "event", Command = "command", Press = "press", Words = "words";

    public string Channel => SlackIds.ChannelId;

    /// <summary>A request as the inbox keeps it: its kind, who it is from, and Slack's own body.</summary>
    public static Received Keep(string kind, string key, string team, string user, string body) => new(SlackIds.ChannelId, key, $"{kind}\n{team}/{user}\n{body}");

    public string LaneOf(Received received) => received.Body.Split('\n', 3)[1];

    public async Task<bool> HearAsync(Received received, CancellationToken cancellationToken)
    {
        if (received.Body.Split('\n', 3) is not [var kind, var whose, var body] || whose.Split('/') is not [var team, var user]) return false;
        // Slack could not be asked whose token it is: the sweep comes again.
        if (await workspaces.FindAsync(team, cancellationToken) is not { } workspace) throw new SlackException("workspace_not_known");
        var activity = kind switch
        {
            Event => await OfEventAsync(workspace, user, SlackJson.Read(body), received.Key, cancellationToken),
            Command => await OfCommandAsync(workspace, user, SlackJson.Read(body), received.Key, cancellationToken),
            Press => await OfPressAsync(workspace, user, SlackJson.Read(body), received.Key, cancellationToken),
            Words => await OfWordsAsync(workspace, user, SlackJson.Read(body), received.Key, cancellationToken),
            _ => null,
        };
        if (activity is null) return false;
        await adapter.RunAsync(activity, received, turn, cancellationToken);
        return true;
    }

    /// <summary>The chat between a person and the bot; null where there can't be one.</summary>
    /// <exception cref="SlackException">Slack gave no answer: later there may be one.</exception>
    public async Task<string?> ChatAsync(SlackWorkspace workspace, string user, CancellationToken cancellationToken)
    {
        var (chat, failure) = await chats.OfAsync(workspace, user, cancellationToken);
        return chat is null && failure?.Refusal() is not (Outcome.Unreachable or Outcome.Refused) ? throw new SlackException(failure?.Code ?? "no answer") : chat;
    }

    private async Task<Activity?> OfEventAsync(SlackWorkspace workspace, string user, JObject envelope, string key, CancellationToken cancellationToken)
    {
        var happened = (JObject)envelope["event"]!;
        // Others read along in a channel that two organisations share: its people are answered in their own chat.
        var where = envelope.IsTrue("is_ext_shared_channel") ? await ChatAsync(workspace, user, cancellationToken) : happened.Text("channel");
        if (!SlackIds.IsConversation(where)) return null;
        var kind = happened.Text("type") != SlackEvents.HomeOpened ? ActivityTypes.Message : happened.Text("tab") == SlackEvents.Home ? ActivityTypes.Event : ActivityTypes.ConversationUpdate;
        var activity = await activities.BeginAsync(kind, workspace, user, where!, key, cancellationToken);
        if (activity is null) return null;
        if (kind == ActivityTypes.Event) activity.Name = Overview.Name;
        else if (kind == ActivityTypes.ConversationUpdate) activity.MembersAdded = [activity.From, activity.Recipient];
        else await activities.SayAsync(activity, workspace, happened.Text("text") ?? "", "", cancellationToken);
        return activity;
    }

    private async Task<Activity?> OfCommandAsync(SlackWorkspace workspace, string user, JObject command, string key, CancellationToken cancellationToken)
    {
        var channel = command.Text("channel_id");
        // A chat of two people is none of ours, and nobody can tell it from the bot's own by its id.
        var where = SlackIds.IsConversation(channel) && !SlackIds.IsDirect(channel!) ? channel : await ChatAsync(workspace, user, cancellationToken);
        if (where is null || await activities.BeginAsync(ActivityTypes.Message, workspace, user, where, key, cancellationToken) is not { } activity) return null;
        var (text, before) = InWords(command.Text("command") ?? "", (command.Text("text") ?? "").Trim());
        await activities.SayAsync(activity, workspace, text, before, cancellationToken);
        return activity;
    }

    // "/escalate REST" and "/clientbot WORD REST" are the house's "/WORD REST"; what begins with no command is what a client said.
    private (string Text, string Before) InWords(string command, string text)
    {
        if (command == options.Value.EscalateCommand) return (text, text.Length > 0 ? "/escalate " : "/escalate");
        if (text.Length == 0) return ("", "/help");
        var word = new string([.. text.TakeWhile(char.IsAsciiLetter)]);
        return words.IsCommand(word) ? (text, "/") : (text, "");
    }

    private async Task<Activity?> OfPressAsync(SlackWorkspace workspace, string user, JObject payload, string key, CancellationToken cancellationToken)
    {
        if (SlackActivities.Press(SlackPress.ValueOf(payload), InputBlocks.Read(payload.SelectToken("state.values"))) is not { } press) return null;
        if ((SlackPress.ConversationOf(payload) ?? await ChatAsync(workspace, user, cancellationToken)) is not { } where) return null;
        var activity = await activities.BeginAsync(ActivityTypes.Message, workspace, user, where, key, cancellationToken);
        if (activity is null) return null;
        activity.Value = press;
        activity.ReplyToId = payload.Text("container.message_ts");
        return activity;
    }

    private async Task<Activity?> OfWordsAsync(SlackWorkspace workspace, string user, JObject payload, string key, CancellationToken cancellationToken)
    {
        var text = InputBlocks.Read(payload.SelectToken("view.state.values")).GetValueOrDefault(SlackView.WordsField);
        if (string.IsNullOrWhiteSpace(text) || await ChatAsync(workspace, user, cancellationToken) is not { } chat) return null;
        var activity = await activities.BeginAsync(ActivityTypes.Message, workspace, user, chat, key, cancellationToken);
        if (activity is null) return null;
        // A field's value is what was typed, and nothing in it is escaped.
        activity.Text = text;
        activity.TextFormat = TextFormatTypes.Plain;
        return activity;
    }
}

/// <summary>Slack refused or gave no answer where there is no going on without one.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown with Slack's own code and never otherwise.")]
internal sealed class SlackException(string code) : Exception(code);
