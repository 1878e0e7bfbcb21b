using System.Security.Claims;
using ClientBot.Delivery;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Runs Slack's activities through the bot. Answers take the outbox; what comes out here directly is an invoke's
/// response. Typing is dropped: a bot can't show it in Slack.
/// </summary>
internal sealed class SlackAdapter : BotAdapter
{
    public Task<InvokeResponse?> RunAsync(Activity activity, IBot bot, CancellationToken cancellationToken) => RunAsync(activity, null, bot, cancellationToken);

    /// <param name="activity">What happened.</param>
    /// <param name="received">The request it was made of, where the inbox keeps it until the turn has taken it.</param>
    /// <param name="bot">Whose turn it is.</param>
    /// <param name="cancellationToken">Ends the turn, which then never was.</param>
    public async Task<InvokeResponse?> RunAsync(Activity activity, Received? received, IBot bot, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, activity);
        if (received is not null) context.TurnState.Add(received);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken);
        return context.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
    }

    public override async Task<InvokeResponse?> ProcessActivityAsync(ClaimsIdentity? claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, activity);
        await RunPipelineAsync(context, callback, cancellationToken);
        return context.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities.Where(a => a.Type == ActivityTypesEx.InvokeResponse)) turnContext.TurnState[InvokeResponseKey] = activity;
        return Task.FromResult(Array.ConvertAll(activities, _ => new ResourceResponse()));
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Messages are changed through the outbox.");

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Messages are deleted through the outbox.");
}
