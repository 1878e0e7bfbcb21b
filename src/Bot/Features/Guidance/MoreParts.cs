using AdaptiveCards;

namespace ClientBot.Features.Guidance;

/// <summary>The folded part of the card: a move ahead, what to offer, what to avoid.</summary>
internal static class MoreParts
{
    public static bool Any(RoundView view) => view.Answer is { Then.Count: > 0 } or { Avoid.Count: > 0 } or { Offers.Count: > 0 };

    public static AdaptiveContainer Of(RoundView view, string id)
    {
        var items = new List<AdaptiveElement>();
        items.AddRange(CardText.List("THEN", view.Answer.Then.Select(m => $"if {CardText.Quoted(m.If)} → {CardText.Quoted(m.Say)}")));
        items.AddRange(CardText.List("OFFER", view.Answer.Offers.Select(o => o.Text + (o.Trade.Length > 0 ? $" ({o.Trade})" : ""))));
        items.AddRange(CardText.List("AVOID", view.Answer.Avoid.Select(a => $"{CardText.Quoted(a.Words)}: {a.Why}")));
        return new AdaptiveContainer { Id = id, IsVisible = false, Items = items, Separator = true };
    }
}
