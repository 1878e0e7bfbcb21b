namespace ClientBot.Playbook.Drafts;

/// <summary>What can be wrong with a reply. The order is how bad it is to send, worst first.</summary>
public enum DraftFault
{
    /// <summary>A note to a colleague, a placeholder, a password, a card number, somebody else's data.</summary>
    InternalText,

    /// <summary>Heat answered with heat: sarcasm, capitals, "calm down".</summary>
    Heat,

    /// <summary>Fault or cause admitted before anybody looked. With a legal threat any admission, and then second only to <see cref="InternalText"/>.</summary>
    AdmittingUnknown,
    Blame,
    OverPromising,
    Defensive,
    PolicySpeak,
    TooManyApologies,
    NoNextStep,
    Jargon,

    /// <summary>A phrase of forbidden.yaml.</summary>
    ForbiddenPhrase,
    TooLong,
}
