using ClientBot.Conversation;
using ClientBot.Delivery;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Translates the house's forms (Teams' task modules) to Slack's views. A view opens at once, empty, while its trigger
/// lives; what belongs in it is fetched then. Submits are answered in the request that brings them.
/// </summary>
internal sealed class SlackForms(SlackApi api, SlackActivities activities, SlackHearing hearing, SlackAdapter adapter, ConversationTurn turn, SlackErrands errands, ILogger<SlackForms> log)
{
    private const string TooLate = "Slack didn't let me open that in time. Please press it once more.";
    private const string Failed = "Something went wrong on my side. Please close this and try once more.";

    // Slack waits three seconds in all, the way there and back included.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.3);

    /// <summary>A button that opens a form.</summary>
    public void Open(SlackWorkspace workspace, string user, JObject payload, JObject press) => errands.Run("open a form", cancellationToken =>
        OpenAsync(workspace, user, payload, SlackPress.ConversationOf(payload), async where =>
            SlackView.Of(await AskAsync(workspace, user, where, payload, "task/fetch", new JObject { ["data"] = press }, cancellationToken), SlackView.Form, where), cancellationToken));

    /// <summary>"De-escalate this message": the message's own words, read where the person alone sees it.</summary>
    public void Read(SlackWorkspace workspace, string user, JObject payload) => errands.Run("read a message", cancellationToken =>
        OpenAsync(workspace, user, payload, null, async where =>
        {
            var words = SlackText.Read(payload.Text("message.text") ?? "", _ => null).Replace("<at>", "@", StringComparison.Ordinal).Replace("</at>", "", StringComparison.Ordinal);
            var value = MessageAction(new JObject { ["messagePayload"] = new JObject { ["id"] = payload.Text("message.ts"), ["body"] = new JObject { ["contentType"] = "text", ["content"] = words } } });
            return SlackView.Of(await AskAsync(workspace, user, where, payload, "composeExtension/fetchTask", value, cancellationToken), SlackView.Message, where);
        }, cancellationToken));

    /// <summary>A view that needs nothing but a trigger: a folded part, or the question what the client said.</summary>
    public void Show(SlackWorkspace workspace, string user, JObject payload, JObject view) => errands.Run("show a view", async cancellationToken =>
    {
        var method = SlackPress.IsInView(payload) ? "views.push" : "views.open";
        var opened = await api.CallAsync(workspace.Token, method, new JObject { ["trigger_id"] = payload.Text("trigger_id"), ["view"] = view }, cancellationToken);
        if (!opened.IsOk) await SayTooLateAsync(workspace, user, opened, cancellationToken);
    });

    /// <summary>A button within the view of a message: the view follows.</summary>
    public void Press(SlackWorkspace workspace, string user, JObject payload, JObject press) => errands.Run("press in a view", async cancellationToken =>
    {
        var (where, _) = SlackView.MetadataOf(payload["view"]);
        if (!SlackIds.IsConversation(where) || payload.Text("view.id") is not { } id) return;
        var answer = await AskAsync(workspace, user, where, payload, "composeExtension/submitAction", MessageAction(new JObject { ["data"] = press }), cancellationToken);
        if (SlackView.Of(answer, SlackView.Message, where) is { } view) await UpdateAsync(workspace, id, view, cancellationToken);
    });

    /// <summary>A form was sent. Returns what Slack is to do with the view: nothing (it closes), or a response_action.</summary>
    public async Task<JObject?> SubmitAsync(SlackWorkspace workspace, string user, JObject payload, CancellationToken cancellationToken)
    {
        var (where, carried) = SlackView.MetadataOf(payload["view"]);
        if (!SlackIds.IsConversation(where) || SlackActivities.Press(carried, InputBlocks.Read(payload.SelectToken("view.state.values"))) is not { } press) return Update(SlackView.Sentence(Failed));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await AskAsync(workspace, user, where, payload, "task/submit", new JObject { ["data"] = press }, patience.Token);
            return SlackView.Of(answer, SlackView.Form, where) is { } view ? Update(view) : new JObject { ["response_action"] = "clear" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The turn never was. What was typed stays in the view.
            return Stay(payload, "That took too long. Please send it once more.");
        }
    }

    private static JObject Update(JObject view) => new() { ["response_action"] = "update", ["view"] = view };

    private static JObject Stay(JObject payload, string sentence) =>
        payload["view"]?["blocks"]?.FirstOrDefault(b => b.Text("type") == "input").Text("block_id") is { } field
            ? new JObject { ["response_action"] = "errors", ["errors"] = new JObject { [field] = sentence } }
            : Update(SlackView.Sentence(sentence));

    private static JObject MessageAction(JObject action)
    {
        action["commandId"] = "deescalate";
        action["commandContext"] = "message";
        return action;
    }

    private async Task OpenAsync(
        SlackWorkspace workspace, string user, JObject payload, string? conversation, Func<string, Task<JObject?>> fill, CancellationToken cancellationToken)
    {
        var opened = await api.CallAsync(workspace.Token, "views.open", new JObject { ["trigger_id"] = payload.Text("trigger_id"), ["view"] = SlackView.Loading() }, cancellationToken);
        if (!opened.IsOk || opened.Text("view.id") is not { } id)
        {
            await SayTooLateAsync(workspace, user, opened, cancellationToken);
            return;
        }

        JObject? view = null;
        try
        {
            if ((conversation ?? await hearing.ChatAsync(workspace, user, cancellationToken)) is { } where) view = await fill(where);
        }
        finally
        {
            // Whatever happens: nobody is left before a view that never comes.
            await UpdateAsync(workspace, id, view ?? SlackView.Sentence(Failed), CancellationToken.None);
        }
    }

    private async Task UpdateAsync(SlackWorkspace workspace, string id, JObject view, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync(workspace.Token, "views.update", new JObject { ["view_id"] = id, ["view"] = view }, cancellationToken);
        // Closed before it was filled: that is their good right.
        if (answer is { IsOk: false, Code: not "not_found" }) Log.ViewNotShown(log, answer.Code);
    }

    private async Task SayTooLateAsync(SlackWorkspace workspace, string user, SlackAnswer opened, CancellationToken cancellationToken)
    {
        Log.ViewNotShown(log, opened.Code);
        if (await hearing.ChatAsync(workspace, user, cancellationToken) is { } chat)
            await api.CallAsync(workspace.Token, "chat.postMessage", new JObject { ["channel"] = chat, ["text"] = TooLate }, cancellationToken);
    }

    private async Task<JObject> AskAsync(SlackWorkspace workspace, string user, string where, JObject payload, string invoke, JObject value, CancellationToken cancellationToken)
    {
        var activity = await activities.BeginAsync(ActivityTypes.Invoke, workspace, user, where, payload.Text("trigger_id") ?? "", cancellationToken);
        if (activity is null) return SlackJson.Of(Invokes.Message("I'm only here for people of this workspace."));
        activity.Name = invoke;
        activity.Value = value;
        activity.ReplyToId = payload.Text("container.message_ts");
        var answer = await adapter.RunAsync(activity, turn, cancellationToken);
        return SlackJson.Of(answer?.Body);
    }
}
