using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Conversation;

/// <summary>
/// One turn, from an activity to a commit: the inbox row, bot state, domain rows and every outgoing activity are one
/// transaction, and no network call is made in it. Sending starts right after. Channels hand this to their adapter.
/// </summary>
public sealed class ConversationTurn(
    IServiceScopeFactory scopes, OutboxPump pump, IEnumerable<IChannel> channels, ILogger<ConversationTurn> log) : IBot
{
    private static readonly Func<ILogger, string, string?, string, IDisposable?> TurnScope =
        LoggerMessage.DefineScope<string, string?, string>("channel {Channel} conversation {Conversation} turn {Turn}");

    private readonly HashSet<string> _channels = [.. channels.Select(c => c.Id)];

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var turnId = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
        using var scope = TurnScope(log, turnContext.Activity.ChannelId, turnContext.Activity.Conversation?.Id, turnId);
        try
        {
            await RunOrRepeatAsync(turnContext, turnId, cancellationToken);
        }
#pragma warning disable CA1031 // The one catch-all of a turn: the person is told in plain words, and the log gets the exception with ids and no text.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.TurnFailed(log, turnId, e);
            await TellFailureAsync(turnContext, turnId, cancellationToken);
        }
    }

    /// <summary>A turn up to its commit, which never comes: everything it needs is compiled and loaded, and nothing happened.</summary>
    internal Task RehearseAsync(ITurnContext turnContext, CancellationToken cancellationToken) => RunAsync(turnContext, rehearsal: true, cancellationToken);

    // What was rolled back for the database's sake is done once more: nobody has to say anything twice.
    private async Task RunOrRepeatAsync(ITurnContext context, string turnId, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(context, rehearsal: false, cancellationToken);
        }
        catch (Exception e) when (PassingFault.Is(e) && !IsInline(context.Activity))
        {
            Log.TurnRepeated(log, turnId, e);
            await RunAsync(context, rehearsal: false, cancellationToken);
        }
    }

    private async Task RunAsync(ITurnContext turnContext, bool rehearsal, CancellationToken cancellationToken)
    {
        // Of its own, so that nothing of a turn that fails stays behind: no answer to an invoke, and no state that was read.
        var context = Copy(turnContext);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<ClientBotDb>();
        var outbox = services.GetRequiredService<Outbox>();
        var acquaintances = services.GetRequiredService<Acquaintances>();
        var turn = services.GetRequiredService<Turn>();
        // Made before the lock is taken: with SQLite all turns wait for each other there.
        var bot = services.GetRequiredService<ClientBot>();
        var state = services.GetRequiredService<PrivateConversationState>();
        bot.Prepare(context.Activity);
        await using (var held = await services.GetRequiredService<IExclusive>().BeginAsync(db, LockName(context.Activity), cancellationToken))
        {
            if (!await services.GetRequiredService<Inbox>().TakeAsync(context.Activity, context.TurnState.Get<Received>()?.Key, cancellationToken))
            {
                Log.Redelivered(log, context.Activity.Id);
                if (context.Activity.Type == ActivityTypes.Invoke) await turnContext.SendActivityAsync(Invokes.Sentence(context.Activity.Name, "I have that already."), cancellationToken);
                return;
            }

            turn.Begin(context, await acquaintances.MeetAsync(context.Activity, cancellationToken), IsInline(context.Activity));
            context.OnSendActivities((c, activities, next) => DivertAsync(turn, outbox, activities, next));
            await bot.OnTurnAsync(context, cancellationToken);
            await state.SaveChangesAsync(context, false, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (rehearsal) return;
            await held.CommitAsync(cancellationToken);
            acquaintances.Remember();
        }

        if (context.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey) is { } answer) turnContext.TurnState.Set(BotAdapter.InvokeResponseKey, answer);
        (turnContext as TurnContext)?.BufferedReplyActivities.AddRange(context.BufferedReplyActivities);
        pump.Kick(outbox.Lanes);
    }

    // A second, small transaction: the failed one is rolled back. If this one fails too, the exception reaches the
    // platform as a 5xx, and its redelivery is the next try.
    private async Task TellFailureAsync(ITurnContext context, string turnId, CancellationToken cancellationToken)
    {
        const string Plain = "Something went wrong on my side, and I didn't get to the end of that. Nothing you told me before is lost. Please send it once more.";
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<ClientBotDb>();
        var outbox = services.GetRequiredService<Outbox>();
        await using (var held = await services.GetRequiredService<IExclusive>().BeginAsync(db, LockName(context.Activity), cancellationToken))
        {
            if (!await services.GetRequiredService<Inbox>().TakeAsync(context.Activity, context.TurnState.Get<Received>()?.Key, cancellationToken)) return;
            var turn = services.GetRequiredService<Turn>();
            turn.Begin(context, await services.GetRequiredService<Acquaintances>().MeetAsync(context.Activity, cancellationToken), IsInline(context.Activity));
            await services.GetRequiredService<PrivateConversationState>().DeleteAsync(context, cancellationToken);
            if (context.Activity.Type == ActivityTypes.Invoke)
            {
                await context.SendActivityAsync(Invokes.Sentence(context.Activity.Name, Plain), cancellationToken);
            }
            else
            {
                await turn.SayAsync($"{Plain} (If you report it: {turnId})", cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        pump.Kick(outbox.Lanes);
    }

    private static TurnContext Copy(ITurnContext context)
    {
        var copy = new TurnContext(context.Adapter, context.Activity);
        foreach (var (key, value) in context.TurnState) copy.TurnState[key] = value;
        copy.OnSendActivities(static (_, activities, next) => DropTracesAsync(activities, next));
        return copy;
    }

    private bool IsInline(Activity activity) => activity.DeliveryMode == DeliveryModes.ExpectReplies || !_channels.Contains(activity.ChannelId);

    private static string LockName(Activity activity) => Locks.Conversation(activity.ChannelId, activity.Conversation.Id);

    // RunAsync of the dialogs emits a trace with a snapshot of its memory, the client's words included.
    private static Task<ResourceResponse[]> DropTracesAsync(List<Activity> activities, Func<Task<ResourceResponse[]>> next)
    {
        var traces = activities.RemoveAll(a => a.Type == ActivityTypes.Trace);
        return activities.Count > 0 || traces == 0 ? next() : Task.FromResult(new[] { new ResourceResponse() });
    }

    // What the SDK itself sends within a turn (a prompt's question) goes the same way as everything else: into the outbox.
    private static Task<ResourceResponse[]> DivertAsync(Turn turn, Outbox outbox, List<Activity> activities, Func<Task<ResourceResponse[]>> next)
    {
        if (turn.Inline || activities.TrueForAll(a => a.Type is ActivityTypesEx.InvokeResponse or ActivityTypes.Typing)) return next();
        foreach (var activity in activities) outbox.Tell(turn.Person, turn.Sender.Address, activity);
        return Task.FromResult(activities.ConvertAll(_ => new ResourceResponse()).ToArray());
    }
}
