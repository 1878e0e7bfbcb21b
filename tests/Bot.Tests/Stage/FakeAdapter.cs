using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>An adapter that fails the test if a turn tries to send by itself: everything goes through the outbox.</summary>
internal sealed class FakeAdapter : BotAdapter
{
    public InvokeResponse? Answer { get; private set; }

    public async Task ProcessAsync(Activity activity, BotCallbackHandler callback)
    {
        using var context = new TurnContext(this, activity);
        await RunPipelineAsync(context, callback, CancellationToken.None);
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities)
        {
            if (activity.Type != ActivityTypesEx.InvokeResponse) throw new InvalidOperationException("A turn sent over the network: " + activity.Type);
            Answer = (InvokeResponse)activity.Value;
        }

        return Task.FromResult(activities.Select(_ => new ResourceResponse()).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A turn updated over the network");

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A turn deleted over the network");
}
