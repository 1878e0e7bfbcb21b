using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>What the asker sees: who was asked and when, who has it, and always a line for the client meanwhile.</summary>
internal static class StatusCard
{
    public static Activity Of(HelpView view, string? line, TimeZoneInfo zone)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = Title(view, zone) };
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(Title(view, zone)) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium, Color = Colour(view) }] });
        card.Body.Add(CardText.Small($"You need {view.NeedInFull}{(view.Request.IsUrgent ? "" : ", when there is time")}."));
        foreach (var happened in view.Open.History)
        {
            if (Told(view, happened, zone) is not { } told) continue;
            var text = CardText.Labelled(view.Time(happened.At, zone), told);
            text.Spacing = AdaptiveSpacing.Small;
            card.Body.Add(text);
        }

        if (line is not null)
        {
            card.Body.Add(new AdaptiveContainer
            {
                Style = AdaptiveContainerStyle.Emphasis,
                Spacing = AdaptiveSpacing.Medium,
                Items = [CardText.Label(view.Request.State == HelpState.Asking ? "SAY MEANWHILE" : "SAY"), CardText.Run(line, AdaptiveTextSize.Medium)],
            });
        }

        var actions = Buttons(view).ToList();
        if (actions.Count > 0) card.Body.Add(new AdaptiveActionSet { Actions = actions });
        return new Activity
        {
            Type = ActivityTypes.Message, Summary = Title(view, zone), Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
        };
    }

    private static string Title(HelpView view, TimeZoneInfo zone) => view.Request.State switch
    {
        HelpState.Asking => $"Asked {string.Join(" and ", view.Open.Asked.Where(a => a.Outcome == AskOutcome.Open).Select(a => view.NameOf(a.PersonId)))}",
        HelpState.Waiting => $"Nobody is on duty. I ask again {(view.Request.NextAt is { } at ? view.Time(at, zone) : "later")}",
        HelpState.Taken => view.Taken?.Kind switch
        {
            HelpEventKind.Joined => $"{view.Owner} joins you",
            HelpEventKind.TookOver => $"{view.Owner} takes over",
            HelpEventKind.Answered => $"{view.Owner} has answered",
            HelpEventKind.Approved => $"{view.Owner} approves",
            HelpEventKind.Declined => $"{view.Owner} declines",
            _ => $"{view.Owner} has it",
        },
        HelpState.Exhausted when view.Open.Asked.Count == 0 => "Asked in your team's channel",
        HelpState.Exhausted => "Nobody has answered",
        HelpState.Resolved => view.Word is { Kind: HelpEventKind.Approved } ? "Approved" : view.Word is { Kind: HelpEventKind.Declined } ? "Declined" : "Settled",
        _ => "Called off",
    };

    private static AdaptiveTextColor Colour(HelpView view) => view.Request.State switch
    {
        HelpState.Taken or HelpState.Resolved => AdaptiveTextColor.Good,
        HelpState.Exhausted or HelpState.Waiting => AdaptiveTextColor.Attention,
        _ => AdaptiveTextColor.Default,
    };

    private static string? Told(HelpView view, HelpEvent happened, TimeZoneInfo zone)
    {
        var name = view.NameOf(happened.PersonId);
        var note = view.Open.NoteOf(happened);
        return happened.Kind switch
        {
            HelpEventKind.Asked => $"asked {name}",
            HelpEventKind.NotAnswered => $"{name} has not answered",
            HelpEventKind.Unreachable => $"{name} can't be reached",
            HelpEventKind.CannotNow => $"{name} can't now",
            HelpEventKind.NobodyOnDuty => $"{name} is not on duty",
            HelpEventKind.Waiting => $"{name} is on duty from {view.Time(happened.Until ?? happened.At, zone)}: I ask then",
            HelpEventKind.Taken => $"{name} has it",
            HelpEventKind.Joined => $"{name} joins you",
            HelpEventKind.TookOver => $"{name} takes over",
            HelpEventKind.Answered => $"{name}: {CardText.Quoted(note ?? "")}",
            HelpEventKind.Approved => note is null ? $"{name} approves" : $"{name} approves: {note}",
            HelpEventKind.Declined => note is null ? $"{name} declines" : $"{name} declines: {note}",
            HelpEventKind.HandedOver => $"{name} handed it to {view.NameOf(happened.OtherId)}",
            HelpEventKind.Reminded => $"reminded {name}",
            HelpEventKind.ReasonAdded => note is null ? "you asked again" : $"you added {CardText.Quoted(note)}",
            HelpEventKind.Changed => "you changed what you need",
            HelpEventKind.MadeUrgent => "you made it urgent",
            HelpEventKind.AskedAgain => "you asked them again",
            HelpEventKind.Exhausted when view.Open.Asked.Count == 0 => "asked in your team's channel",
            HelpEventKind.Exhausted => "all were asked, and nobody answered",
            HelpEventKind.Resolved => note is null ? $"{name}: settled" : $"{name}: settled, {CardText.Quoted(note)}",
            HelpEventKind.CalledOff => "called off",
            _ => null,
        };
    }

    private static IEnumerable<AdaptiveAction> Buttons(HelpView view)
    {
        var request = view.Request;
        if (request.State == HelpState.Resolved && request.OwnerId is { } owner && owner != request.AskerId) yield return Press(request, "Well handled", Digest.DigestActions.Thanks);
        if (request.IsOver) yield break;
        if (request.State == HelpState.Taken) yield return Press(request, "It's settled", EscalationActions.Settled);
        if (request.State == HelpState.Exhausted && view.Open.Asked.Count > 0) yield return Press(request, "Ask them again", EscalationActions.Again);
        if (!request.IsUrgent) yield return Press(request, "Make it urgent", EscalationActions.Urgent);
        yield return CardButton.Form("Change", EscalationActions.Change, request.Id, request.Version);
        yield return request.UndoUntil is null ? Press(request, "Call it off", EscalationActions.CallOff) : Press(request, "Undo", EscalationActions.Undo);
    }

    private static AdaptiveSubmitAction Press(HelpRequest request, string title, string action) => CardButton.Press(title, action, request.Id, request.Version);
}
