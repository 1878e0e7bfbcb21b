using ClientBot.Delivery;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>Buttons, forms and shortcuts: what each needs while Slack waits, and what can follow.</summary>
internal sealed class SlackInteractions(SlackWorkspaces workspaces, SlackForms forms, SlackWords words, InboxPump inbox)
{
    /// <summary>Returns what Slack gets as an answer; null for nothing but 200.</summary>
    public async Task<JObject?> AnswerAsync(JObject payload, string body, CancellationToken cancellationToken)
    {
        var user = payload.Text("user.id");
        if (await WorkspaceOfAsync(payload, cancellationToken) is not { } workspace || !SlackIds.IsUser(user)) return null;
        switch (payload.Text("type"))
        {
            case "block_actions":
                await PressAsync(workspace, user!, payload, body, cancellationToken);
                return null;
            case "view_submission":
                return await SubmitAsync(workspace, user!, payload, body, cancellationToken);
            case "message_action":
                forms.Read(workspace, user!, payload);
                return null;
            case "shortcut":
                forms.Show(workspace, user!, payload, SlackView.AskForWords());
                return null;
            case "block_suggestion":
                return new JObject { ["options"] = new JArray() };
            default:
                return null; // view_closed, and what a later Slack may send.
        }
    }

    // The app's own workspace must be the person's: a guest of another organisation presses in a shared channel.
    private async Task<SlackWorkspace?> WorkspaceOfAsync(JObject payload, CancellationToken cancellationToken)
    {
        var (team, home) = (payload.Text("team.id"), payload.Text("user.team_id"));
        if (home is not null && team is not null && home != team) return null;
        return await workspaces.FindAsync(team ?? home, cancellationToken);
    }

    private async Task PressAsync(SlackWorkspace workspace, string user, JObject payload, string body, CancellationToken cancellationToken)
    {
        if (SlackPress.ValueOf(payload) is not { } value) return;
        if (Folds.Unpacked(value) is { } folded) forms.Show(workspace, user, payload, SlackView.Reading(folded));
        else if (SlackActivities.Press(value, InputBlocks.Read(payload.SelectToken("state.values"))) is not { } press) return;
        else if (SlackPress.IsInView(payload)) forms.Press(workspace, user, payload, press);
        else if (words.OpensForm(press.Text("action")!)) forms.Open(workspace, user, payload, press);
        else if (payload.Text("trigger_id") is { } trigger) await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Press, trigger, workspace.TeamId, user, body), cancellationToken);
    }

    private async Task<JObject?> SubmitAsync(SlackWorkspace workspace, string user, JObject payload, string body, CancellationToken cancellationToken)
    {
        if (payload.Text("view.callback_id") != SlackView.Asked) return await forms.SubmitAsync(workspace, user, payload, cancellationToken);
        var key = payload.Text("trigger_id") ?? $"{payload.Text("view.id")}|{payload.Text("view.hash")}";
        await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Words, key, workspace.TeamId, user, body), cancellationToken);
        return new JObject { ["response_action"] = "clear" };
    }
}
