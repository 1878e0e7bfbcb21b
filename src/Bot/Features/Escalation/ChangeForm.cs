using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Escalation;

/// <summary>[Change] on the asker's card: what is needed, how soon, why, and whether the client's words go along.</summary>
internal sealed class ChangeForm(EscalationDesk desk, Escalations escalations, HelpBoard board, Turn turn) : IForm
{
    private const int LongestWhy = 1000;
    private const int LongestAmount = 40;

    public string Action => EscalationActions.Change;

    public async Task<TaskModuleResponse> OpenAsync(ButtonPress press, CancellationToken cancellationToken) =>
        await desk.FindOwnAsync(press, cancellationToken, tell: false) is { } open
            ? Shown(open, null)
            : Invokes.Message("That request for help is over, or no longer here.");

    public async Task<TaskModuleResponse?> SubmitAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await desk.FindOwnAsync(press, cancellationToken, tell: false) is not { } open) return Invokes.Message("That request for help is over, or no longer here.");
        if (!Enum.TryParse<Need>(press.Inputs.GetValueOrDefault("need"), ignoreCase: true, out var need) || !Enum.IsDefined(need)) need = open.Row.Need;
        var amount = Line(press, "amount", LongestAmount);
        if (need == Need.Approve && amount is null) return Shown(open, "Say what is to be approved: an amount, or what you'd give.");

        if (press.Version < open.Row.AskedVersion) return Shown(open, "You added something since you opened this. Here is how it stands.");
        var course = await escalations.CourseAsync(open, cancellationToken);
        open.Row.Need = need;
        open.Row.Amount = need == Need.Approve && amount is not null ? open.Seal.Close(amount) : null;
        open.Row.Why = Line(press, "why", LongestWhy) is { } why ? open.Seal.Close(why) : null;
        open.Row.WithCase = press.Inputs.GetValueOrDefault("case") != "no";
        if (press.Inputs.GetValueOrDefault("when") == "soft") open.Row.IsUrgent = false;
        else course.MakeUrgent();
        open.Row.AskedVersion = open.Row.Version + 1;
        course.Nudge();
        course.Note(HelpEventKind.Changed, turn.Person.Id);
        await board.PostAsync(open, course, cancellationToken, turn.Sender);
        return null;
    }

    private static TaskModuleResponse Shown(OpenRequest open, string? fault) => new(new TaskModuleContinueResponse(new TaskModuleTaskInfo
    {
        Title = "What you need", Height = "medium", Width = "medium", Card = Form(open, fault),
    }));

    private static Attachment Form(OpenRequest open, string? fault)
    {
        var row = open.Row;
        var card = new AdaptiveCard("1.3");
        if (fault is not null) card.Body.Add(new AdaptiveTextBlock(fault) { Wrap = true, Color = AdaptiveTextColor.Attention });
        card.Body.Add(Choice("need", "I need", row.Need.ToString(), [("Advice", "advice"), ("Join", "somebody to join"), ("TakeOver", "somebody to take over"), ("Approve", "an approval")]));
        card.Body.Add(new AdaptiveTextInput { Id = "amount", Label = "What is to be approved", Placeholder = "200 € back", MaxLength = LongestAmount, Value = open.Amount });
        card.Body.Add(Choice("when", "How soon", row.IsUrgent ? "urgent" : "soft", [("urgent", "now"), ("soft", "when there is time")]));
        card.Body.Add(new AdaptiveTextInput { Id = "why", Label = "Why", IsMultiline = true, MaxLength = LongestWhy, Value = open.Why });
        card.Body.Add(Choice("case", "What the client said", row.WithCase ? "yes" : "no", [("yes", "goes along"), ("no", "stays with me")]));
        card.Actions.Add(new AdaptiveSubmitAction { Title = "Save", Data = CardButton.Data(EscalationActions.Change, row.Id, row.Version) });
        return new Attachment { ContentType = AdaptiveCard.ContentType, Content = card };
    }

    private static AdaptiveChoiceSetInput Choice(string id, string label, string value, IEnumerable<(string Value, string Title)> choices) => new()
    {
        Id = id, Label = label, Value = value, Style = AdaptiveChoiceInputStyle.Compact, Choices = [.. choices.Select(c => new AdaptiveChoice { Title = c.Title, Value = c.Value })],
    };

    private static string? Line(ButtonPress press, string id, int longest)
    {
        var text = PaymentNumbers.Masked(press.Inputs.GetValueOrDefault(id, "").Trim());
        return text.Length == 0 ? null : text.Shortened(longest);
    }
}
