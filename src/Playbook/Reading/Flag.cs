namespace ClientBot.Playbook.Reading;

/// <summary>Something a message contains that changes what may be said, whatever its situation is.</summary>
public enum Flag
{
    LegalThreat,
    ChurnThreat,
    PublicThreat,

    /// <summary>Harm to a person or property. A wish to harm oneself is <see cref="SelfHarm"/>, and never both.</summary>
    SafetyThreat,
    Discrimination,
    SexualHarassment,
    RepeatIssue,
    RefundDemand,

    /// <summary>Overrides everything else: no tones, no ladder, only people to call.</summary>
    SelfHarm,
}
