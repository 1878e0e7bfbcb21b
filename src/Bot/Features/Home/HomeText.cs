using AdaptiveCards;

namespace ClientBot.Features.Home;

/// <summary>How the parts of the overview set their text.</summary>
internal static class HomeText
{
    public static AdaptiveElement Heading(string text) =>
        new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(text) { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium }] };

    /// <summary>A line, close to the one before: what is bold of it comes first, an example last.</summary>
    public static AdaptiveElement Line(string bold, string text, string? example = null)
    {
        var line = new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(bold) { Weight = AdaptiveTextWeight.Bolder }, new AdaptiveTextRun(text)], Spacing = AdaptiveSpacing.Small };
        if (example is not null) line.Inlines.Add(new AdaptiveTextRun("  " + example) { Italic = true });
        return line;
    }

    public static AdaptiveElement Line(string text) => new AdaptiveRichTextBlock { Inlines = [new AdaptiveTextRun(text)] };
}
