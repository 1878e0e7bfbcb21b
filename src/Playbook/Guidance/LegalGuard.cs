using System.Text.RegularExpressions;
using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// What may be said where legal or official steps were mentioned: nothing that admits or denies, names money, or promises something in writing by a
/// time. A lawyer is only spoken of where the client did; an ombudsman is none.
/// </summary>
internal static partial class LegalGuard
{
    public static bool NamesLawyer(string text) => Lawyer().IsMatch(text);

    /// <param name="line">A line, or any other text that may be read out to the client.</param>
    /// <param name="lawyerNamed">The client spoke of a lawyer, a court or suing.</param>
    /// <param name="managerIsIn">Somebody who may decide has taken it over: then a written answer may be promised.</param>
    public static bool IsSafe(Script line, bool lawyerNamed, bool managerIsIn) => IsSafe(line.Template, lawyerNamed, managerIsIn);

    public static bool IsSafe(string line, bool lawyerNamed, bool managerIsIn)
    {
        var plain = LineRules.Plain(line);
        return !LineRules.Admits(plain) && !Denial().IsMatch(plain) && !Money().IsMatch(plain) && (managerIsIn || !Written().IsMatch(plain)) && (lawyerNamed || !Lawyer().IsMatch(plain));
    }

    [GeneratedRegex(@"\b(lawyers?|solicitors?|attorneys?|barristers?|legal|court|courts|sue|suing|sued|lawsuit|litigation|law|tribunal|take advice|legal advice)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lawyer();

    [GeneratedRegex(@"\b(isn't|is not|wasn't|was not|aren't|not|nothing|didn't|outside)\b[^.]{0,30}\b(ours|our (side|part|end|fault|mistake)|us|we caused|we did|we look after)\b|\bon your side\b|\b(your|their) (own )?(mistake|fault)\b|\byou('re| are) (wrong|mistaken)\b|\bstarts? (on|with) your\b|\bwe didn't\b|\bnot (at|our) fault\b|\bdon't agree\b|\bdisagree\b")]
    private static partial Regex Denial();

    [GeneratedRegex(@"\b(refund(s|ed)?|credit(s|ed)?|discount(s|ed)?|money back|half (the )?(fee|price)|off the (price|bill|invoice)|free of charge|on the house|on the price|something back|waived?|compensat\w*|goodwill|reimburs\w*|for free|no charge|at our cost)\b")]
    private static partial Regex Money();

    [GeneratedRegex(@"\b(in writing|written (answer|reply|note|summary|plan|account)|write (it |this |that |both )?(down|up)?\s*(to|for) you|letter|on paper|put (it|this|that|everything|both|what)[^.]{0,30}in writing)\b|\b(i'll|we'll|i will|you'll have) (send|write|email|mail)\b")]
    private static partial Regex Written();
}
