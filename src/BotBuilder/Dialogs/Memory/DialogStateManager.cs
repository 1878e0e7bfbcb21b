using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

// Only what RunAsync shows of the official class: bot states put into TurnState by their type name are loaded before the run
// and saved after it, and everything a dialog can see goes into the trace.
internal sealed class DialogStateManager
{
    private readonly DialogContext _dc;

    public DialogStateManager(DialogContext dc)
    {
        _dc = dc;
    }

    public async Task LoadAllScopesAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, state) in BotStates())
        {
            await state.LoadAsync(_dc.Context, false, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SaveAllChangesAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, state) in BotStates())
        {
            await state.SaveChangesAsync(_dc.Context, false, cancellationToken).ConfigureAwait(false);
        }
    }

    public JObject GetMemorySnapshot()
    {
        var snapshot = new JObject
        {
            ["turn"] = new JObject { ["activity"] = JToken.FromObject(_dc.Context.Activity) },
        };

        Add(snapshot, "dialog", DialogScope());
        Add(snapshot, "this", _dc.ActiveDialog?.State);
        foreach (var (name, state) in BotStates())
        {
            Add(snapshot, name, state.GetCachedState(_dc.Context)?.State);
        }

        return snapshot;
    }

    private static void Add(JObject snapshot, string name, object memory)
    {
        if (memory != null)
        {
            snapshot[name] = JToken.FromObject(memory);
        }
    }

    // A container's own state; for a leaf that of the container it stands in.
    private IDictionary<string, object> DialogScope()
    {
        var active = _dc.ActiveDialog;
        return active != null && _dc.FindDialog(active.Id) is DialogContainer
            ? active.State
            : _dc.Parent?.ActiveDialog?.State ?? active?.State;
    }

    private IEnumerable<(string Name, BotState State)> BotStates()
    {
        var turnState = _dc.Context.TurnState;
        if (turnState.Get<ConversationState>() is { } conversation)
        {
            yield return ("conversation", conversation);
        }

        if (turnState.Get<UserState>() is { } user)
        {
            yield return ("user", user);
        }
    }
}
