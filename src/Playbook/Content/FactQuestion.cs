namespace ClientBot.Playbook.Content;

/// <summary>The question whose answer decides what may be said, in the play's own words.</summary>
public sealed record FactQuestion(string Question, string Ours, string Theirs, string Both, string Unknown)
{
    public IReadOnlyList<FactOption> Options { get; } =
        [new(Fault.Ours, Ours), new(Fault.Theirs, Theirs), new(Fault.Both, Both), new(Fault.Unknown, Unknown)];
}
