using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using ClientBot.Storage;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Escalation;

/// <summary>What somebody sees who is asked for help, made for a phone: who, what for, what the client said, and answers of one tap.</summary>
internal static class HelperCard
{
    private const int LongestQuote = 600;
    private const int LongestEarlier = 160;

    public static Activity Of(HelpView view, string viewerId, TimeZoneInfo zone, bool reminder)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = Summary(view, reminder) };
        var request = view.Request;
        card.Body.Add(new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(Summary(view, reminder)) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium }] });
        card.Body.Add(CardText.Small(State(view, viewerId, zone)));
        if (request.Need == Need.Approve && view.Open.Amount is { } amount) card.Body.Add(CardText.Labelled("FOR", amount));
        // Who is no longer needed keeps no client's words.
        if (!request.IsOver && (request.OwnerId is null || request.OwnerId == viewerId))
        {
            AddCase(card.Body, view);
            AddButtons(card, view, viewerId);
        }
        else if (request.State == HelpState.Resolved)
        {
            card.Body.Add(new AdaptiveActionSet { Actions = [Press(request, "Well handled", Digest.DigestActions.Thanks)] });
        }

        return new Activity
        {
            Type = ActivityTypes.Message, Summary = Summary(view, reminder), Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
        };
    }

    // Stands in the notification: never with a client's words.
    private static string Summary(HelpView view, bool reminder) =>
        reminder ? $"Still with you: {view.Asker} needs {view.NeedInWords}" : $"{(view.Request.IsUrgent ? "" : "When you have time: ")}{view.Asker} needs {view.NeedInWords}";

    private static string State(HelpView view, string viewerId, TimeZoneInfo zone)
    {
        var request = view.Request;
        var asked = $"asked {view.Time(request.CreatedAt, zone)}";
        return request.State switch
        {
            HelpState.CalledOff => $"{asked}. {view.Asker} called it off: nothing to do.",
            HelpState.Resolved => $"{asked}. Settled.",
            _ when request.OwnerId == viewerId => $"{asked}. You have it since {view.Time(request.TakenAt ?? view.Now, zone)}.",
            _ when request.OwnerId is not null => $"{asked}. {view.Owner} has it since {view.Time(request.TakenAt ?? view.Now, zone)}: nothing to do.",
            HelpState.Exhausted => $"{asked}. Nobody has answered so far.",
            _ => asked,
        };
    }

    private static void AddCase(List<AdaptiveElement> body, HelpView view)
    {
        if (view.Open.Why is { } why) body.Add(CardText.Labelled("WHY", why));
        if (view.Story is not { } story) return;
        var about = string.Join(" · ", new[] { story.Label, story.Heading, story.Round > 1 ? $"round {story.Round}" : null }.OfType<string>().Where(s => s.Length > 0));
        if (about.Length > 0) body.Add(CardText.Labelled("CLIENT", about));
        if (!view.Request.WithCase) return;
        foreach (var earlier in story.Earlier) body.Add(CardText.Labelled("BEFORE", CardText.Quoted(earlier.Shortened(LongestEarlier, "…"))));
        body.Add(CardText.Labelled("THEY SAID", CardText.Quoted(story.Words.Shortened(LongestQuote, "…"))));
        body.Add(CardText.Labelled("SUGGESTED", CardText.Quoted(story.Line)));
        if (story.Slots.Date is { } date) body.Add(CardText.Labelled("BY", date));
    }

    private static void AddButtons(AdaptiveCard card, HelpView view, string viewerId)
    {
        var request = view.Request;
        var mine = request.OwnerId == viewerId;
        var first = new List<AdaptiveAction>();
        if (request.Need == Need.Approve)
        {
            card.Body.Add(new AdaptiveTextInput { Id = "amount", Placeholder = "Amount, if it differs", MaxLength = 40, Value = view.Open.Amount });
            first.Add(Press(request, "Approve", EscalationActions.Approve));
            first.Add(Press(request, "Decline", EscalationActions.Decline));
        }

        if (!mine) first.Add(Press(request, "I have it", EscalationActions.Take));
        if (request.Need != Need.Approve || mine)
        {
            first.Add(Press(request, "I'll join", EscalationActions.Join));
            first.Add(Press(request, "I'll take over", EscalationActions.TakeOver));
        }

        card.Body.Add(new AdaptiveActionSet { Actions = first });
        card.Body.Add(new AdaptiveActionSet
        {
            Actions = [.. QuickAnswer.All.Select(q => (AdaptiveAction)Press(request, q.Words, q.Action))],
        });
        card.Body.Add(new AdaptiveTextInput { Id = "answer", Placeholder = mine ? $"Answer {view.Asker}, or say how it was settled" : $"Answer {view.Asker}", IsMultiline = true, MaxLength = 2000 });
        var last = new List<AdaptiveAction> { Press(request, "Send", EscalationActions.Answer) };
        if (mine) last.Add(Press(request, "Resolve", EscalationActions.Resolve));
        last.Add(CardButton.Form("Hand to …", EscalationActions.Hand, request.Id, request.Version));
        last.Add(Press(request, "Can't now", EscalationActions.CannotNow));
        card.Body.Add(new AdaptiveActionSet { Actions = last });
    }

    private static AdaptiveSubmitAction Press(HelpRequest request, string title, string action) => CardButton.Press(title, action, request.Id, request.Version);
}
