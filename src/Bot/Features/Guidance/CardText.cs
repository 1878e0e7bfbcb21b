using AdaptiveCards;

namespace ClientBot.Features.Guidance;

/// <summary>The few ways in which a card sets text.</summary>
internal static class CardText
{
    public static AdaptiveRichTextBlock Run(string text, AdaptiveTextSize size = AdaptiveTextSize.Default, bool subtle = false) =>
        new() { Inlines = [new AdaptiveTextRun(text) { Size = size, IsSubtle = subtle }] };

    public static AdaptiveRichTextBlock Small(string text) => Run(text, AdaptiveTextSize.Small, subtle: true);

    public static AdaptiveTextBlock Label(string label) =>
        new(label) { Size = AdaptiveTextSize.Small, Weight = AdaptiveTextWeight.Bolder, Color = AdaptiveTextColor.Accent };

    public static AdaptiveRichTextBlock Labelled(string label, string text)
    {
        var block = new AdaptiveRichTextBlock();
        if (label.Length > 0)
            block.Inlines.Add(new AdaptiveTextRun(label + "  ") { Size = AdaptiveTextSize.Small, Weight = AdaptiveTextWeight.Bolder, Color = AdaptiveTextColor.Accent });
        block.Inlines.Add(new AdaptiveTextRun(text));
        return block;
    }

    /// <summary>Lines that belong together: only the first has the label, and the others stand close below it.</summary>
    public static IEnumerable<AdaptiveElement> List(string label, IEnumerable<string> lines) => lines.Select((line, i) =>
    {
        var block = Labelled(i == 0 ? label : "", line);
        block.Spacing = i == 0 ? AdaptiveSpacing.Medium : AdaptiveSpacing.Small;
        return (AdaptiveElement)block;
    });

    public static AdaptiveRichTextBlock ForYou(string text) => new()
    {
        Inlines = [new AdaptiveTextRun("For you: " + text) { Size = AdaptiveTextSize.Small, IsSubtle = true, Italic = true }],
        Separator = true,
    };

    public static string Uncapitalised(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    public static string Quoted(string text) => $"“{text}”";
}
