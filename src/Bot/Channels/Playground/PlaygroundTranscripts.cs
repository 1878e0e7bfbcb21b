using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Playground;

/// <summary>
/// What was said in each conversation since the program started, for the page. A view and not a record: it is lost with
/// the process. Every change carries a revision that only grows, so that a page can tell an old state from a new one.
/// </summary>
internal sealed class PlaygroundTranscripts(PlaygroundListeners listeners, Ids ids, TimeProvider clock, IOptions<PlaygroundOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Line>> _lines = PlaygroundCast.Conversations.ToDictionary(c => c.Id, _ => new List<Line>());
    private long _revision;

    /// <summary>Tells one run of the program from another.</summary>
    public string Run { get; } = ids.New();

    public string Add(PlaygroundConversation conversation, PlaygroundMember from, Activity activity)
    {
        var id = ids.New();
        Complete(activity, conversation, from, id, clock.GetUtcNow());
        lock (_lock)
        {
            var lines = _lines[conversation.Id];
            var line = new Line(id, ++_revision, activity);
            lines.Add(line);
            if (lines.Count > options.Value.Kept) lines.RemoveAt(0);
            Publish("message", conversation, line);
        }

        return id;
    }

    public bool Replace(PlaygroundConversation conversation, string id, Activity activity)
    {
        lock (_lock)
        {
            var lines = _lines[conversation.Id];
            var at = lines.FindIndex(l => l.Id == id);
            if (at < 0) return false;
            Complete(activity, conversation, PlaygroundCast.Bot, id, lines[at].Activity.Timestamp ?? clock.GetUtcNow());
            lines[at] = new Line(id, ++_revision, activity);
            Publish("update", conversation, lines[at]);
        }

        return true;
    }

    public bool Remove(PlaygroundConversation conversation, string id)
    {
        lock (_lock)
        {
            if (_lines[conversation.Id].RemoveAll(l => l.Id == id) == 0) return false;
            listeners.Publish(PlaygroundJson.Write(new { type = "delete", conversation = conversation.Id, id, revision = ++_revision }));
        }

        return true;
    }

    public void Typing(PlaygroundConversation conversation) =>
        listeners.Publish(PlaygroundJson.Write(new { type = "typing", conversation = conversation.Id }));

    public Activity? Find(PlaygroundConversation conversation, string id)
    {
        lock (_lock) return _lines[conversation.Id].Find(l => l.Id == id)?.Activity;
    }

    /// <summary>All that is kept of a conversation, as JSON.</summary>
    public string Read(PlaygroundConversation conversation)
    {
        lock (_lock)
        {
            return PlaygroundJson.Write(new
            {
                run = Run,
                revision = _revision,
                activities = _lines[conversation.Id].Select(l => new { revision = l.Revision, activity = l.Activity }),
            });
        }
    }

    private void Publish(string type, PlaygroundConversation conversation, Line line) =>
        listeners.Publish(PlaygroundJson.Write(new { type, conversation = conversation.Id, revision = line.Revision, activity = line.Activity }));

    private static void Complete(Activity activity, PlaygroundConversation conversation, PlaygroundMember from, string id, DateTimeOffset at)
    {
        activity.Id = id;
        activity.ChannelId = PlaygroundCast.ChannelId;
        activity.Timestamp = at;
        activity.From = from.Account(from == PlaygroundCast.Bot ? RoleTypes.Bot : RoleTypes.User);
        activity.Conversation = conversation.Account;
        activity.ServiceUrl = PlaygroundCast.ServiceUrl;
    }

    private sealed record Line(string Id, long Revision, Activity Activity);
}
