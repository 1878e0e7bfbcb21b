using ClientBot.Playbook.Content;

namespace ClientBot.Features.Escalation;

/// <summary>An answer of one tap: what the asker hears, and which of the playbook's lines goes to the client.</summary>
internal sealed record QuickAnswer(string Key, string Words, Waiting Line)
{
    public static IReadOnlyList<QuickAnswer> All { get; } =
    [
        new("hold", "Hold the line, I back you", Waiting.Declined),
        new("call", "Offer a call, I'll be on it", Waiting.Joining),
        new("ring", "Don't answer yet, ring me", Waiting.Advised),
    ];

    public string Action => EscalationActions.Quick + Key;
}
