using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Playground;

/// <summary>The playground, as the outbox sees it: what is sent stands in the transcript, and the page draws it.</summary>
internal sealed class PlaygroundChannel(PlaygroundTranscripts transcripts) : IChannel
{
    private static readonly Outcome NoSuchConversation = new Outcome.Unreachable("no such conversation in the playground");

    public string Id => PlaygroundCast.ChannelId;

    public Task<Opening> OpenAsync(Identity user, Address near, CancellationToken cancellationToken)
    {
        var chat = PlaygroundCast.Conversations.FirstOrDefault(c => c.IsPersonal && c.Members[0].Id == user.UserId);
        return Task.FromResult(chat is null ? new Opening(null, new Outcome.Unreachable("nobody of that id in the playground")) : new Opening(chat.Id, null));
    }

    public Task<Outcome> SendAsync(Address to, Activity activity, CancellationToken cancellationToken) => Done(to, conversation =>
    {
        if (activity.Type != ActivityTypes.Typing) return new Outcome.Delivered(transcripts.Add(conversation, PlaygroundCast.Bot, activity));
        transcripts.Typing(conversation);
        return new Outcome.Delivered(null);
    });

    public Task<Outcome> UpdateAsync(Address at, string activityId, Activity activity, CancellationToken cancellationToken) =>
        Done(at, conversation => transcripts.Replace(conversation, activityId, activity) ? new Outcome.Delivered(activityId) : new Outcome.Gone());

    public Task<Outcome> DeleteAsync(Address at, string activityId, CancellationToken cancellationToken) =>
        Done(at, conversation => transcripts.Remove(conversation, activityId) ? new Outcome.Delivered(activityId) : new Outcome.Gone());

    /// <summary>As in Teams: what is private goes to the 1:1 chat.</summary>
    public Task<Outcome?> SendPrivateAsync(Address within, Identity to, Activity activity, CancellationToken cancellationToken) => Task.FromResult<Outcome?>(null);

    private static Task<Outcome> Done(Address address, Func<PlaygroundConversation, Outcome> act) =>
        Task.FromResult(PlaygroundCast.Find(address.ConversationId) is { } conversation ? act(conversation) : NoSuchConversation);
}
