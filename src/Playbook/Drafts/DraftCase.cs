using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Drafts;

/// <summary>What is known of the case that a draft answers.</summary>
public sealed record DraftCase(Situation? Situation, IReadOnlySet<Flag> Flags)
{
    public static DraftCase Unknown { get; } = new(null, new HashSet<Flag>());
}
