using System.Text.RegularExpressions;
using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Guidance;

/// <summary>Which question comes first: a later round begins with another, and what the message already says is not asked.</summary>
internal static partial class Questions
{
    /// <summary>From this many characters a message has told what happened.</summary>
    private const int Story = 260;

    public static List<string> For(IReadOnlyList<Script> questions, GuidanceRequest request, Slots slots)
    {
        var first = questions.Count == 0 ? 0 : Math.Max(request.Round - 1, 0) % questions.Count;
        var turned = Enumerable.Range(0, questions.Count).Select(i => questions[(first + i) % questions.Count].Render(slots)).ToList();
        // Stable: those that were not answered yet, in their order, and then the others.
        return [.. turned.OrderBy(q => IsAnswered(q, request.Text) ? 1 : 0)];
    }

    /// <summary>Does the message ask something? Many leave out the question mark: "what time do u close".</summary>
    public static bool Asks(string text) => text.Contains('?', StringComparison.Ordinal) || BeginsAsking().IsMatch(text) || AsksOnTheWay().IsMatch(text);

    private static bool IsAnswered(string question, string text) =>
        (AsksWhen().IsMatch(question) && (SaysWhen().IsMatch(text) || DeadlineFinder.In(text) is not null))
        || (AsksAmount().IsMatch(question) && SaysAmount().IsMatch(text))
        || (AsksReference().IsMatch(question) && SaysReference().IsMatch(text))
        || (AsksWhatHappened().IsMatch(question) && text.Length > Story);

    [GeneratedRegex(@"\b(by when|when (do|would|did|does|was|is|have|had)|what (date|day|time)|which (date|day)|how (soon|urgent|long)|deadline|since when)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksWhen();

    [GeneratedRegex(@"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}(st|nd|rd|th)\b|\b(january|february|april|june|july|august|september|october|november|december)\b|\b(march|may) \d|\b\d{1,2}[/.-]\d{1,2}\b|\b(today|tomorrow|yesterday|tonight)\b|\b(weeks?|days?|hours?|months?) (ago|now)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysWhen();

    [GeneratedRegex(@"\b(how much|what (amount|figure|sum|budget|price)|which (amount|figure|sum))\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksAmount();

    [GeneratedRegex(@"[£$€]\s?\d|\b\d[\d,.]*\s?(pounds|dollars|euros?|quid|bucks|k\b|eur|usd|gbp)", RegexOptions.IgnoreCase)]
    private static partial Regex SaysAmount();

    [GeneratedRegex(@"\b(order|ticket|invoice|reference|booking|case|customer) number\b|\bwhich (order|invoice|ticket|booking)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksReference();

    [GeneratedRegex(@"#\s?\d{2,}|\b(no\.?|number|order|invoice|ticket|ref\w*)\s?[:#]?\s?[A-Z-]{0,4}\d{3,}", RegexOptions.IgnoreCase)]
    private static partial Regex SaysReference();

    [GeneratedRegex(@"^\W*(?:(?:hi|hello|hey|morning)(?: \w+)?\W+)?(?:(?:what|when|where|which|who|how|why)\b(?! (?:a|an|i|we|you|bloody)\b)|(?:can|could|do|does|is|are|will|would|may) (?:i|we|you|u|it|there|the|my|our|somebody|someone)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex BeginsAsking();

    [GeneratedRegex(@"\b(?:should|shall) (?:i|we|the|it)\b|\bor (?:do|can|could) (?:i|we|you)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksOnTheWay();

    [GeneratedRegex(@"^(what happened|what's happened|tell me what happened)", RegexOptions.IgnoreCase)]
    private static partial Regex AsksWhatHappened();
}
