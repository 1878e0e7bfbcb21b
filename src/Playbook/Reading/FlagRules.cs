using ClientBot.Playbook.Reading.Lexicon;

namespace ClientBot.Playbook.Reading;

/// <summary>Where a visible word alone sets a flag, whatever the model thinks of the rest.</summary>
internal static class FlagRules
{
    public static IEnumerable<Flag> Forced(IReadOnlyList<LexiconHit> hits)
    {
        foreach (var hit in hits)
        {
            if (hit.List == CueList.SelfHarm || (hit.List == CueList.Despair && HasDreadBeside(hit, hits)))
                yield return Flag.SelfHarm;
            else if (hit.List == CueList.Slur)
                yield return Flag.Discrimination;
        }
    }

    public static Flag? Concerns(CueList list) => list switch
    {
        CueList.Legal => Flag.LegalThreat,
        CueList.Churn => Flag.ChurnThreat,
        CueList.Public => Flag.PublicThreat,
        CueList.Harm => Flag.SafetyThreat,
        CueList.Slur or CueList.Demeaning => Flag.Discrimination,
        CueList.Sexual => Flag.SexualHarassment,
        CueList.Repeat => Flag.RepeatIssue,
        CueList.Refund => Flag.RefundDemand,
        CueList.SelfHarm or CueList.Despair or CueList.Dread => Flag.SelfHarm,
        _ => null,
    };

    /// <summary>Anywhere in the message, but not in the same words: "I want to end it" is no second sign of itself.</summary>
    private static bool HasDreadBeside(LexiconHit despair, IReadOnlyList<LexiconHit> hits)
    {
        foreach (var hit in hits)
        {
            if (hit.List == CueList.Dread && (hit.Last < despair.First || despair.Last < hit.First))
                return true;
        }

        return false;
    }
}
