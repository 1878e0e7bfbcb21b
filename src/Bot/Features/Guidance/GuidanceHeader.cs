using AdaptiveCards;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>The top of the card: what it is, how hot, and the words that made the bot think so.</summary>
internal static class GuidanceHeader
{
    private const int LongestCue = 40;

    public static void Add(List<AdaptiveElement> body, RoundView view)
    {
        var parts = new List<AdaptiveInline> { new AdaptiveTextRun(Title(view)) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium, Color = Colour(view) } };
        foreach (var word in Beside(view)) parts.Add(new AdaptiveTextRun(" · " + word) { IsSubtle = true });
        body.Add(new AdaptiveRichTextBlock { Inlines = parts });
        if (Note(view) is { } note) body.Add(CardText.Small(note));
        else if (view.Reading.Because.Count > 0)
        {
            var because = CardText.Small("because " + string.Join(" · ", view.Reading.Because.Take(4).Select(c => CardText.Quoted(Shortened(c.Text)))));
            because.Spacing = AdaptiveSpacing.Small;
            body.Add(because);
        }
    }

    private static string Title(RoundView view) => view.Answer.Situation is { } situation ? view.Names.Of(situation)
        : view.Reading.Legibility == Legibility.Readable ? "I'm not sure yet" : "I can't tell";

    private static IEnumerable<string> Beside(RoundView view)
    {
        if (view.Answer.Situation is not (null or Situation.Calm)) yield return view.Names.OfIntensity(view.Reading.Intensity);
        foreach (var flag in view.Reading.Flags.Order()) yield return view.Names.Of(flag);
        if (view.Answer.SecondSituation is { } second) yield return "also " + CardText.Uncapitalised(view.Names.Of(second));
        if (view.Round.Number > 1) yield return $"round {view.Round.Number}{view.Round.Trend switch { 1 => ", hotter", -1 => ", cooler", _ => "" }}";
        if (view.Case.Label is { } label) yield return label;
        if (view.Round.Corrected is not null) yield return "as you said";
    }

    private static string? Note(RoundView view) => view.Reading switch
    {
        { Legibility: Legibility.NoWords } => "There are no words in that for me to read. Tell me in a sentence what they said, or pick below.",
        { Legibility: Legibility.OnlyQuoteOrSignature } => "I only see a quoted message or a signature. Paste what the client wrote themselves, or pick below.",
        { Legibility: Legibility.OtherLanguage, Language: var language } =>
            $"That looks like {language ?? "another language"}, and I can only read English. Pick what it is, or tell me in English what they said.",
        { ReadInPart: true } => $"That is long: I read its first {Assessment.ReadLimit} characters.",
        _ => null,
    };

    private static AdaptiveTextColor Colour(RoundView view) => view.Answer.Situation switch
    {
        Situation.Abusive => AdaptiveTextColor.Attention,
        Situation.Angry => view.Reading.Intensity >= 2 ? AdaptiveTextColor.Attention : AdaptiveTextColor.Warning,
        Situation.Calm => AdaptiveTextColor.Good,
        null => AdaptiveTextColor.Default,
        _ => AdaptiveTextColor.Warning,
    };

    private static string Shortened(string cue) =>
        cue.Length <= LongestCue ? cue : cue[..(char.IsHighSurrogate(cue[LongestCue - 1]) ? LongestCue - 1 : LongestCue)] + "…";
}
