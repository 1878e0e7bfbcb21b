namespace ClientBot.Playbook.Drafts;

/// <summary>One place in a draft that is better said otherwise.</summary>
/// <param name="Fault">What kind of thing it is.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the draft as it was given.</param>
/// <param name="Length">How long it is; 0 where the whole draft is meant.</param>
/// <param name="Why">One short sentence for the person.</param>
/// <param name="Rather">A better wording, or null.</param>
public sealed record Remark(DraftFault Fault, int Start, int Length, string Why, string? Rather)
{
    public int End => Start + Length;
}
