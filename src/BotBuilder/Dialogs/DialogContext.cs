namespace Microsoft.Bot.Builder.Dialogs;

public class DialogContext
{
    private const string ActivityReceivedKey = "activityReceivedEmitted";

    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(turnContext);
        Dialogs = dialogs;
        Context = turnContext;
        Stack = state.DialogStack;
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, parentDialogContext.Context, state)
    {
        Parent = parentDialogContext;
        foreach (var service in parentDialogContext.Services)
        {
            Services[service.Key] = service.Value;
        }
    }

    public DialogSet Dialogs { get; private set; }

    public ITurnContext Context { get; private set; }

    public List<DialogInstance> Stack { get; private set; }

    public DialogContext Parent { get; set; }

    public DialogContext Child
        => ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    public DialogInstance ActiveDialog => Stack.FirstOrDefault();

    public TurnContextStateCollection Services { get; } = new TurnContextStateCollection();

    public async Task<DialogTurnResult> BeginDialogAsync(
        string dialogId, object options = null, CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            Guard.NoToken(options, nameof(options));
            if (string.IsNullOrEmpty(dialogId))
            {
                throw new ArgumentNullException(nameof(dialogId));
            }

            var dialog = FindDialog(dialogId) ?? throw new Exception(
                $"DialogContext.BeginDialogAsync(): A dialog with an id of '{dialogId}' wasn't found."
                + " The dialog must be included in the current or parent DialogSet."
                + " For example, if subclassing a ComponentDialog you can call AddDialog() within your constructor.");

            Stack.Insert(0, new DialogInstance { Id = dialogId, State = new Dictionary<string, object>() });
            return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> PromptAsync(
        string dialogId, PromptOptions options, CancellationToken cancellationToken = default(CancellationToken))
    {
        if (string.IsNullOrEmpty(dialogId))
        {
            throw new ArgumentNullException(nameof(dialogId));
        }

        ArgumentNullException.ThrowIfNull(options);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            // Once a turn, whichever context comes first; a prompt in the leaf recognizes here, before it is continued.
            if (Context.TurnState.TryAdd(ActivityReceivedKey, true))
            {
                await EmitEventAsync(DialogEvents.ActivityReceived, Context.Activity, true, true, cancellationToken).ConfigureAwait(false);
            }

            if (ActiveDialog == null)
            {
                return new DialogTurnResult(DialogTurnStatus.Empty);
            }

            var dialog = FindDialog(ActiveDialog.Id) ?? throw new Exception(
                $"Failed to continue dialog. A dialog with id {ActiveDialog.Id} could not be found.");
            return await dialog.ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> EndDialogAsync(
        object result = null, CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            Guard.NoToken(result, nameof(result));
            await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken).ConfigureAwait(false);
            if (ActiveDialog == null)
            {
                return new DialogTurnResult(DialogTurnStatus.Complete, result);
            }

            var dialog = FindDialog(ActiveDialog.Id) ?? throw new Exception(
                "DialogContext.EndDialogAsync(): Can't resume previous dialog."
                + $" A dialog with an id of '{ActiveDialog.Id}' wasn't found.");
            return await dialog.ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default(CancellationToken))
        => await CancelAllDialogsAsync(false, null, null, cancellationToken).ConfigureAwait(false);

    public async Task<DialogTurnResult> CancelAllDialogsAsync(
        bool cancelParents,
        string eventName = null,
        object eventValue = null,
        CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            Guard.NoToken(eventValue, nameof(eventValue));
            if (Stack.Count == 0 && Parent == null)
            {
                return new DialogTurnResult(DialogTurnStatus.Empty);
            }

            // The dialog that asked for the end is not asked back; every one below it may stop the cancelling.
            var ask = false;
            for (var context = this; context != null; ask = true)
            {
                if (context.Stack.Count == 0)
                {
                    context = cancelParents ? context.Parent : null;
                    continue;
                }

                if (ask && await context.EmitEventAsync(
                    eventName ?? DialogEvents.CancelDialog, eventValue, false, false, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }

                await context.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken).ConfigureAwait(false);
            }

            return new DialogTurnResult(DialogTurnStatus.Cancelled);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> ReplaceDialogAsync(
        string dialogId, object options = null, CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            Guard.NoToken(options, nameof(options));
            await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken).ConfigureAwait(false);
            return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            var handled = await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken).ConfigureAwait(false);
            if (handled || ActiveDialog == null)
            {
                return;
            }

            var dialog = FindDialog(ActiveDialog.Id) ?? throw new Exception(
                $"DialogSet.RepromptDialogAsync(): Can't find A dialog with an id of '{ActiveDialog.Id}'.");
            await dialog.RepromptDialogAsync(Context, ActiveDialog, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    public Dialog FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    public async Task<bool> EmitEventAsync(
        string name,
        object value = null,
        bool bubble = true,
        bool fromLeaf = false,
        CancellationToken cancellationToken = default(CancellationToken))
    {
        try
        {
            var context = fromLeaf ? Leaf : this;
            var active = context.ActiveDialog;
            var dialog = active == null ? null : context.FindDialog(active.Id);
            var dialogEvent = new DialogEvent { Bubble = bubble, Name = name, Value = value };
            return dialog != null && await dialog.OnDialogEventAsync(context, dialogEvent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Describe(error);
            throw;
        }
    }

    internal DialogContext Leaf
    {
        get
        {
            var context = this;
            while (context.Child is { } child)
            {
                context = child;
            }

            return context;
        }
    }

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is { } active)
        {
            if (Dialogs.Find(active.Id) is { } dialog)
            {
                await dialog.EndDialogAsync(Context, active, reason, cancellationToken).ConfigureAwait(false);
            }

            Stack.RemoveAt(0);
        }
    }

    // The innermost context says where it happened; the ones it passes through leave that alone.
    private void Describe(Exception error)
    {
        if (error.Data.Contains(nameof(DialogContext)))
        {
            return;
        }

        var stack = new List<string>();
        for (var context = this; context != null; context = context.Parent)
        {
            stack.AddRange(context.Stack.Select(instance => instance.Id));
        }

        error.Data[nameof(DialogContext)] = new Dictionary<string, object>
        {
            [nameof(ActiveDialog)] = ActiveDialog?.Id,
            [nameof(Parent)] = Parent?.ActiveDialog?.Id,
            [nameof(Stack)] = stack,
        };
    }
}
