namespace ClientBot.Playbook.Content;

/// <summary>One thing in a playbook file that is not as it must be, and what was expected there.</summary>
public sealed record Mistake(string File, int Line, int Column, string Expected)
{
    public override string ToString() => $"{File}:{Line}: {Expected}";
}
