using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public static class DialogExtensions
{
    public static async Task RunAsync(
        this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        var dialogs = new DialogSet(accessor) { TelemetryClient = dialog.TelemetryClient };
        dialogs.Add(dialog);

        var dc = await dialogs.CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        foreach (var service in turnContext.TurnState)
        {
            dc.Services[service.Key] = service.Value;
        }

        var memory = new DialogStateManager(dc);
        await memory.LoadAllScopesAsync(cancellationToken).ConfigureAwait(false);

        // Throws on the second run of a turn, as the official one does.
        turnContext.TurnState.Add(memory);

        while (!await TryRunAsync(dialog.Id, dc, cancellationToken).ConfigureAwait(false))
        {
            // A dialog handled the fault: the turn goes on from where the stack stands now.
        }

        await memory.SaveAllChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TryRunAsync(string dialogId, DialogContext dc, CancellationToken cancellationToken)
    {
        try
        {
            var result = await dc.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
            if (result.Status == DialogTurnStatus.Empty)
            {
                await dc.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false);
            }

            await TraceAsync(dc, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error)
        {
            if (!await IsHandledAsync(dc, error, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return false;
        }
    }

    private static async Task<bool> IsHandledAsync(DialogContext dc, Exception error, CancellationToken cancellationToken)
    {
        try
        {
            return await dc.EmitEventAsync(DialogEvents.Error, error, true, true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            throw new AggregateException("Unable to emit the error as a DialogEvent.", error, second);
        }
    }

    private static async Task TraceAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        var snapshot = new DialogStateManager(dc.Leaf).GetMemorySnapshot();
        var trace = Activity.CreateTraceActivity("BotState", "https://www.botframework.com/schemas/botState", snapshot, "Bot State");
        await dc.Context.SendActivityAsync(trace, cancellationToken).ConfigureAwait(false);
    }
}
