using System.Globalization;
using AdaptiveCards;
using ClientBot.Playbook.Guidance;

namespace ClientBot.Features.Guidance;

/// <summary>The folded part of the card: a move ahead, what to offer, what to avoid.</summary>
internal static class MoreParts
{
    public static bool Any(RoundView view) => view.Answer is { Then.Count: > 0 } or { Avoid.Count: > 0 } or { Offers.Count: > 0 };

    public static AdaptiveContainer Of(RoundView view, string id)
    {
        var items = new List<AdaptiveElement>();
        items.AddRange(CardText.List("IF THEY PUSH BACK", view.Answer.Then.Select(m => $"{CardText.Quoted(m.If)} → {CardText.Quoted(m.Say)}")));
        items.AddRange(CardText.List("OFFER", view.Answer.Offers.Select(o => o.Text + (o.Trade.Length > 0 ? $" ({o.Trade})" : "") + Approval(o))));
        // A sentence stands in quotes; a habit ("a correction with others in copy") does not.
        items.AddRange(CardText.List("AVOID", view.Answer.Avoid.Select(a => $"{(char.IsUpper(a.Words[0]) ? CardText.Quoted(a.Words) : a.Words)}: {a.Why}")));
        return new AdaptiveContainer { Id = id, IsVisible = false, Items = items, Separator = true };
    }

    private static string Approval(OfferedOffer offer) => offer.ApprovalOver switch
    {
        null => "",
        0 => " Needs a manager's yes.",
        { } over => $" Needs a manager's yes over {offer.Currency}{over.ToString("0.##", CultureInfo.InvariantCulture)}.",
    };
}
