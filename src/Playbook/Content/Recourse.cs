namespace ClientBot.Playbook.Content;

/// <summary>What else one can do besides answering.</summary>
public enum Recourse
{
    Escalate,
    Call,
    Mediator,
    Boundary,
    End,
}
