using AdaptiveCards;

namespace ClientBot.Features.Home;

/// <summary>How the parts of the overview set their text.</summary>
internal static class HomeText
{
    public static AdaptiveElement Heading(string text) =>
        new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(text) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium }] };

    /// <summary>A line, close to the one before; what is bold of it comes first.</summary>
    public static AdaptiveElement Line(string bold, string text) => new AdaptiveRichTextBlock
    {
        Inlines = [new AdaptiveTextRun(bold) { Weight = AdaptiveTextWeight.Bolder }, new AdaptiveTextRun(text)], Spacing = AdaptiveSpacing.Small,
    };

    public static AdaptiveElement Line(string text) => new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(text)] };
}
