using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Playground;

/// <summary>
/// Runs activities of the playground through the bot. Answers take the outbox; what comes out here directly is an
/// invoke's response, typing, and whatever a middleware says by itself.
/// </summary>
internal sealed class PlaygroundAdapter : BotAdapter
{
    private readonly PlaygroundTranscripts _transcripts;

    public PlaygroundAdapter(PlaygroundTranscripts transcripts)
    {
        _transcripts = transcripts;
        Use(new ShowTypingMiddleware(1000, 3000));
    }

    public override async Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity? claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, activity);
        await RunPipelineAsync(context, callback, cancellationToken);
        return context.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
        Task.FromResult(Array.ConvertAll(activities, a => new ResourceResponse(Send(turnContext, a))));

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        if (Where(activity.Conversation) is { } conversation) _transcripts.Replace(conversation, activity.Id, activity);
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        if (Where(reference.Conversation) is { } conversation) _transcripts.Remove(conversation, reference.ActivityId);
        return Task.CompletedTask;
    }

    private string? Send(ITurnContext turnContext, Activity activity)
    {
        if (activity.Type == ActivityTypesEx.InvokeResponse)
        {
            turnContext.TurnState[InvokeResponseKey] = activity;
        }
        else if (Where(activity.Conversation ?? turnContext.Activity.Conversation) is { } conversation)
        {
            if (activity.Type != ActivityTypes.Typing) return _transcripts.Add(conversation, PlaygroundCast.Bot, activity);
            _transcripts.Typing(conversation);
        }

        return null;
    }

    private static PlaygroundConversation? Where(ConversationAccount? account) => PlaygroundCast.Find(account?.Id);
}
