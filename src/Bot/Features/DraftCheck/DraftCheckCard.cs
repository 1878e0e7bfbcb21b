using AdaptiveCards;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.DraftCheck;

/// <summary>What is said about a draft: "looks good", or up to three remarks, each with the words it is about, why, and a better wording.</summary>
internal static class DraftCheckCard
{
    private const int LongestQuote = 140;

    public static Activity Activity(string draft, IReadOnlyList<Remark> remarks, DraftCase known, CrisisWords? crisis)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = Title(remarks) };
        if (crisis is not null) AddCrisis(card.Body, crisis);
        card.Body.Add(new AdaptiveTextBlock(Title(remarks)) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium, Wrap = true });
        if (remarks.Count == 0) card.Body.Add(CardText.Run(crisis is null ? "I'd send it. Read it once aloud before you do." : "Nothing in it stands out. Speak to a person before you send it."));
        foreach (var remark in remarks) card.Body.Add(Part(draft, remark));
        if (known.Flags.Contains(Flag.LegalThreat))
            card.Body.Add(CardText.Small("They've mentioned legal steps. Let a manager see this before it goes out, whatever it says."));
        return new Activity
        {
            Type = ActivityTypes.Message,
            Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
            Summary = crisis is null ? "About your draft" : "Please read this now",
        };
    }

    private static string Title(IReadOnlyList<Remark> remarks) => remarks.Count switch
    {
        0 => "Looks good",
        1 => "One thing before you send it",
        2 => "Two things before you send it",
        _ => "Three things before you send it",
    };

    private static AdaptiveContainer Part(string draft, Remark remark)
    {
        var items = new List<AdaptiveElement>();
        if (remark.Length > 0) items.Add(CardText.Run(CardText.Quoted(Quote(draft, remark)), AdaptiveTextSize.Medium));
        items.Add(CardText.Run(remark.Why));
        if (remark.Rather is { } rather) items.Add(CardText.Labelled("rather:", rather));
        return new AdaptiveContainer { Items = items, Separator = true, Spacing = AdaptiveSpacing.Medium };
    }

    // A card number or a password that must not go out need not be repeated by us either.
    private static string Quote(string draft, Remark remark)
    {
        var words = PaymentNumbers.Masked(draft).Substring(remark.Start, remark.Length).ReplaceLineEndings(" ").Trim();
        return words.Shortened(LongestQuote, "…");
    }

    private static void AddCrisis(List<AdaptiveElement> body, CrisisWords crisis)
    {
        body.Add(new AdaptiveTextBlock("This case speaks of self-harm") { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium, Color = AdaptiveTextColor.Attention, Wrap = true });
        body.Add(new AdaptiveTextBlock(crisis.CallNow) { Weight = AdaptiveTextWeight.Bolder, Wrap = true });
        foreach (var contact in crisis.Contacts) body.Add(CardText.Labelled(contact.Where, $"{contact.Name}: {contact.Reach}"));
    }
}
