using System.Globalization;
using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Features.Guidance;

/// <summary>
/// The guidance card: one line to say, and the rest within reach. Elements of version 1.2 only, as phones draw no more.
/// Whatever a client or a person wrote is a TextRun, never markdown.
/// </summary>
public sealed class GuidanceCard
{
    private const string MoreId = "more";
    private const string NotThisId = "notThis";
    private const string AskTitle = "Ask a manager";

    public Activity Activity(RoundView view)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Attachments = [Attachment(view, inDialog: false)],
            Summary = view.Answer.IsCrisis ? "Please read this now" : "Here's what you can say",
        };
        return activity;
    }

    /// <param name="view">What to show.</param>
    /// <param name="inDialog">True within a Teams dialog, where a button can't open another form.</param>
    public Attachment Attachment(RoundView view, bool inDialog)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = view.Answer.Say.Text };
        if (view.Answer.IsCrisis) CrisisParts.Add(card.Body, view);
        else AddPlay(card.Body, view, inDialog);
        return new Attachment { ContentType = AdaptiveCard.ContentType, Content = card };
    }

    /// <summary>What pressing the button with this title would be, or null where the card has none.</summary>
    public ButtonPress? ButtonTitled(string title, RoundView view)
    {
        var buttons = JObject.FromObject(Attachment(view, inDialog: true).Content).Descendants().OfType<JObject>().Where(o => (string?)o["type"] == AdaptiveSubmitAction.TypeName);
        return buttons.Where(b => string.Equals(((string?)b["title"])?.TrimStart('✓', ' '), title, StringComparison.OrdinalIgnoreCase))
            .Select(b => ButtonPress.In(b["data"])).FirstOrDefault();
    }

    private static void AddPlay(List<AdaptiveElement> body, RoundView view, bool inDialog)
    {
        var answer = view.Answer;
        GuidanceHeader.Add(body, view);
        body.Add(SayBlock(view));
        if (answer.Ask.Count > 0) body.Add(CardText.Labelled("ASK", CardText.Quoted(answer.Ask[0])));
        for (var i = 0; i < answer.Plan.Count; i++) body.Add(Step(i, answer.Plan[i]));
        if (answer.Situation is null)
        {
            body.Add(CardText.Small("Which is it? One tap, and you get the words for it."));
            body.Add(Chips(view, answer.Candidates.Count > 0 ? answer.Candidates : Enum.GetValues<Situation>()));
        }
        else if (answer.DecidingFact is { } fact)
        {
            body.Add(CardText.Small(fact.Question));
            body.Add(new AdaptiveActionSet
            {
                Actions = [.. fact.Options.Select(o => (AdaptiveAction)Press(view, Marked(o.Label, o.Fact == view.Round.Fact), GuidanceActions.Of(o.Fact)))],
            });
        }

        if (view.Reading.Flags.Contains(Flag.LegalThreat)) AddLegal(body, view);
        var suggested = Suggestion.Of(view);
        if (suggested is not null) AddSuggestion(body, view, suggested);
        if (answer.Tones.Count > 0) body.Add(Tones(view));
        body.Add(Reach(view, inDialog, mayAsk: suggested is null));
        var more = MoreParts.Of(view, MoreId);
        if (!inDialog && Recourses(view) is { Count: > 0 } recourses) more.Items.Add(new AdaptiveActionSet { Actions = recourses });
        body.Add(more);
        if (CanBeCorrected(view)) body.Add(Corrections(view));
        if (answer.ForYou is { } forYou) body.Add(CardText.ForYou(forYou));
    }

    // The steps belong together: only the first has the label, and the others stand close below it.
    private static AdaptiveRichTextBlock Step(int index, PlannedStep step)
    {
        var what = step.Who.Equals("you", StringComparison.OrdinalIgnoreCase) ? step.What : $"{step.Who}: {CardText.Uncapitalised(step.What)}";
        var block = CardText.Labelled(index == 0 ? "NEXT" : "", $"{(index + 1).ToString(CultureInfo.InvariantCulture)}  {what}");
        block.Inlines.Add(new AdaptiveTextRun("  " + CardText.Uncapitalised(step.When)) { IsSubtle = true, Size = AdaptiveTextSize.Small });
        block.Spacing = index == 0 ? AdaptiveSpacing.Medium : AdaptiveSpacing.Small;
        return block;
    }

    private static AdaptiveContainer SayBlock(RoundView view)
    {
        var answer = view.Answer;
        var items = new List<AdaptiveElement> { CardText.Label("SAY"), CardText.Run(answer.Say.Text, AdaptiveTextSize.Medium) };
        if (answer.Second is { } second) items.Add(CardText.Run(second.Text, AdaptiveTextSize.Medium));
        return new AdaptiveContainer { Style = AdaptiveContainerStyle.Emphasis, Items = items, Spacing = AdaptiveSpacing.Medium };
    }

    // Evidence is not to be tidied away: whoever is threatened with legal steps may keep the case for good.
    private static void AddLegal(List<AdaptiveElement> body, RoundView view)
    {
        var held = view.Case.Case.HeldBy is not null;
        var steps = view.Answer.NamesLawyer ? "They mention legal steps." : "They mention official steps.";
        body.Add(CardText.Small(held ? steps + " This case is on hold: nobody deletes it." : steps + " Ask a manager before you write whose mistake it was, either way."));
        body.Add(new AdaptiveActionSet { Actions = [Press(view, held ? "End the hold" : "Keep this case on hold", GuidanceActions.Hold)] });
    }

    // What most people need, in one row; the tone that is shown already only once there is another to go back from.
    private static AdaptiveActionSet Tones(RoundView view)
    {
        var actions = view.Answer.Tones.Order().Where(t => t != Tone.Steady || view.Answer.Tone != Tone.Steady)
            .Select(t => (AdaptiveAction)Press(view, Marked(view.Names.Of(t), t == view.Answer.Tone), GuidanceActions.Of(t))).ToList();
        actions.Add(Press(view, "Just the words", GuidanceActions.Words));
        return new AdaptiveActionSet { Actions = actions };
    }

    private static void AddSuggestion(List<AdaptiveElement> body, RoundView view, string why)
    {
        body.Add(CardText.Small(why));
        body.Add(new AdaptiveActionSet { Actions = [Press(view, AskTitle, Escalation.EscalationActions.Ask)] });
    }

    private static AdaptiveActionSet Reach(RoundView view, bool inDialog, bool mayAsk)
    {
        var actions = new List<AdaptiveAction>();
        if (mayAsk) actions.Add(Press(view, AskTitle, Escalation.EscalationActions.Ask));
        if (MoreParts.Any(view)) actions.Add(Toggle("If they push back ▾", MoreId));
        if (CanBeCorrected(view)) actions.Add(Toggle(view.Answer.Situation is null ? "Neither ▾" : "Not this ▾", NotThisId));
        if (!inDialog) actions.Add(CardButton.Form("Fill in", GuidanceActions.Details, view.Round.Id, view.Round.Version));
        if (view.Round.Number > 1) actions.Add(Press(view, "New client", GuidanceActions.NewClient));
        if (view.MeantCommand is { } word) actions.Add(Press(view, $"I meant the command \"{word}\"", GuidanceActions.Meant));
        if (view.MayBeCrisis) actions.Add(Press(view, "It may be about self-harm", GuidanceActions.Crisis));
        return new AdaptiveActionSet { Actions = actions };
    }

    private static List<AdaptiveAction> Recourses(RoundView view)
    {
        var actions = new List<AdaptiveAction>();
        if (view.Answer.Options.Contains(Recourse.Boundary)) actions.Add(Press(view, view.Names.Of(Recourse.Boundary), GuidanceActions.Ladder));
        if (view.Answer.Options.Contains(Recourse.Mediator)) actions.Add(Press(view, view.Names.Of(Recourse.Mediator), GuidanceActions.Mediator));
        if (view.Answer.Options.Contains(Recourse.End)) actions.Add(Press(view, view.Names.Of(Recourse.End), GuidanceActions.End));
        return actions;
    }

    private static bool CanBeCorrected(RoundView view) => view.Answer.Situation is not null || view.Answer.Candidates.Count > 0;

    private static AdaptiveContainer Corrections(RoundView view)
    {
        var shown = view.Answer.Situation;
        return new AdaptiveContainer
        {
            Id = NotThisId,
            IsVisible = false,
            Items = [CardText.Small("What is it rather?"), Chips(view, Enum.GetValues<Situation>().Where(s => s != shown && !view.Answer.Candidates.Contains(s)))],
        };
    }

    internal static AdaptiveActionSet Chips(RoundView view, IEnumerable<Situation> situations) => new()
    {
        Actions = [.. situations.Select(s => (AdaptiveAction)Press(view, view.Names.Of(s), GuidanceActions.Of(s)))],
    };

    internal static AdaptiveToggleVisibilityAction Toggle(string title, string id) => new() { Title = title, TargetElements = [id] };

    private static string Marked(string label, bool chosen) => chosen ? "✓ " + label : label;

    private static AdaptiveSubmitAction Press(RoundView view, string title, string action) => CardButton.Press(title, action, view.Round.Id, view.Round.Version);
}
