using AdaptiveCards;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.AdaptiveCards;

/// <summary>A card that uses about everything, built in C#. Payloads/guidance.json is the same card as JSON.</summary>
internal static class GuidanceCard
{
    public static AdaptiveCard Build() => new("1.5")
    {
        FallbackText = "Angry, heated: say that you will call back by 3.",
        Body = { Situation(), Say(), More(), Ladder(), Fault(), new AdaptiveNumberInput { Id = "rounds", Min = 1 }, Buttons() },
        Actions =
        {
            new AdaptiveExecuteAction
            {
                Title = "Escalate", Verb = "escalate", AssociatedInputs = AdaptiveAssociatedInputs.None, Style = "destructive",
            },
            new AdaptiveOpenUrlAction
            {
                Title = "Playbook",
                Url = new Uri("https://playbook.example/angry"),
                Mode = AdaptiveActionMode.Secondary,
                Tooltip = "Opens a browser",
            },
            new AdaptiveShowCardAction { Title = "Not this", Card = Why() },
        },
        Refresh = new AdaptiveRefresh { Action = new AdaptiveExecuteAction { Verb = "refresh" }, UserIds = ["29:1"] },
        AdditionalProperties = { ["msteams"] = JObject.Parse("""{ "width": "Full" }""") },
    };

    private static AdaptiveContainer Situation() => new()
    {
        Style = AdaptiveContainerStyle.Attention,
        Bleed = true,
        Items =
        {
            new AdaptiveRichTextBlock
            {
                Inlines =
                {
                    new AdaptiveTextRun("Angry") { Weight = AdaptiveTextWeight.Bolder, Size = AdaptiveTextSize.Medium },
                    new AdaptiveTextRun(" · heated") { IsSubtle = true },
                },
            },
            new AdaptiveTextBlock("because \"third time\"") { Wrap = true, Spacing = AdaptiveSpacing.None },
        },
    };

    private static AdaptiveColumnSet Say() => new()
    {
        Separator = true,
        Columns =
        {
            new AdaptiveColumn
            {
                Width = AdaptiveColumnWidth.Auto,
                Items = { new AdaptiveTextBlock("SAY") { Weight = AdaptiveTextWeight.Bolder, Color = AdaptiveTextColor.Accent } },
            },
            new AdaptiveColumn
            {
                Width = "stretch",
                Items =
                {
                    new AdaptiveRichTextBlock
                    {
                        Id = "say",
                        Inlines =
                        {
                            new AdaptiveTextRun("Three times is too many.") { FontType = AdaptiveFontType.Monospace, Highlight = true },
                        },
                    },
                },
                SelectAction = new AdaptiveToggleVisibilityAction { TargetElements = { "more" } },
            },
        },
    };

    private static AdaptiveFactSet More() => new()
    {
        Id = "more",
        IsVisible = false,
        Facts = { new AdaptiveFact("NEXT", "compare with the last two") },
    };

    private static AdaptiveImage Ladder() => new("https://playbook.example/ladder.png")
    {
        AltText = "The ladder",
        Size = AdaptiveImageSize.Small,
        Fallback = new AdaptiveFallbackElement(new AdaptiveTextBlock("who: you") { Wrap = true }),
    };

    private static AdaptiveChoiceSetInput Fault() => new()
    {
        Id = "fault",
        Label = "Whose mistake is it?",
        IsRequired = true,
        ErrorMessage = "Pick one",
        Style = AdaptiveChoiceInputStyle.Expanded,
        Choices = { new AdaptiveChoice { Title = "Ours", Value = "ours" }, new AdaptiveChoice { Title = "Theirs", Value = "theirs" } },
    };

    private static AdaptiveActionSet Buttons() => new()
    {
        Fallback = new AdaptiveFallbackElement(AdaptiveFallbackElement.AdaptiveFallbackType.Drop),
        Actions =
        {
            new AdaptiveSubmitAction
            {
                Title = "Softer",
                Data = new
                {
                    action = "guidance.tone.softer", id = "01ARZ3NDEKTSV4RRFFQ69G5FAV", version = 0, msteams = new { type = "messageBack" },
                },
            },
            new AdaptiveToggleVisibilityAction { Title = "More", TargetElements = { "more", new AdaptiveTargetElement("say", true) } },
        },
    };

    private static AdaptiveCard Why() => new("1.5")
    {
        Version = null,
        Body = { new AdaptiveTextInput { Id = "why", IsMultiline = true, MaxLength = 500 } },
    };
}
