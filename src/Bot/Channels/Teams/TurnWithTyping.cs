using ClientBot.Delivery;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Shows that the bot is at work when a turn takes longer than a second. It bypasses the outbox: late, it is worth nothing.
/// In a group nothing is shown, because the answer comes in the 1:1 chat.
/// </summary>
internal sealed class TurnWithTyping(IBot turn, TeamsConnector connector, Pace pace, TimeProvider clock) : IBot
{
    // Teams lets the dots fade after a few seconds.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Again = TimeSpan.FromSeconds(4);

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        using var over = new CancellationTokenSource();
        var typing = IsWatched(turnContext.Activity) ? TypeUntilAsync(turnContext.Activity, over.Token) : Task.CompletedTask;
        try
        {
            await turn.OnTurnAsync(turnContext, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await typing;
        }
    }

    private static bool IsWatched(Activity activity) =>
        activity.Type == ActivityTypes.Message && activity.DeliveryMode != DeliveryModes.ExpectReplies
        && activity.Conversation.ConversationType is null or "personal" && activity.Conversation.IsGroup != true;

    private async Task TypeUntilAsync(Activity activity, CancellationToken over)
    {
        var reference = activity.GetConversationReference();
        var json = Wire.Write(new Activity
        {
            Type = ActivityTypes.Typing, ChannelId = reference.ChannelId, ServiceUrl = reference.ServiceUrl,
            Conversation = new ConversationAccount(id: reference.Conversation.Id), From = reference.Bot, Recipient = reference.User,
        });
        try
        {
            for (var wait = First; ; wait = Again)
            {
                await Task.Delay(wait, clock, over);
                if (pace.Take(activity.Conversation.TenantId ?? "", activity.Conversation.Id) is null)
                    await connector.CallAsync(HttpMethod.Post, reference.ServiceUrl, TeamsConnector.Activities(reference.Conversation.Id), json, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
    }
}
