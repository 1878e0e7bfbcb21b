namespace ClientBot.Playbook.Content;

/// <summary>What a rule about drafts counts, where words alone don't tell.</summary>
public enum DraftMeasure
{
    Length,
    Apologies,
    NextStep,
    CardNumber,
    Capitals,
    Acronyms,
}
