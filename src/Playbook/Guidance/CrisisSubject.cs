using System.Text.RegularExpressions;

namespace ClientBot.Playbook.Guidance;

/// <summary>Whether the client speaks of themselves or of somebody near them: "are you safe right now?" fits the first alone.</summary>
internal static partial class CrisisSubject
{
    /// <summary>True only where somebody else is named and nobody speaks of themselves; in doubt it is the client.</summary>
    public static bool IsSomebodyElse(string text) => Other().IsMatch(text) && !Self().IsMatch(text);

    [GeneratedRegex(@"\b(my|our|his|her|their) (\w+ )?(husband|wife|partner|son|daughter|mum|mom|mother|dad|father|brother|sister|friend|colleague|co-?worker|neighbou?r|tenant|boss|boyfriend|girlfriend|nephew|niece|uncle|aunt|cousin|grand\w+|flatmate|roommate|employee|assistant)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    [GeneratedRegex(@"\b(myself|kill me|end (my|it)\b|my (own )?life|i (want|wanna|wish|would rather|'d rather|can't|cant|cannot|don't|dont) [^.]{0,20}(die|dead|go on|live|be here|alive|anymore|any more)|i('m| am) (going to|gonna|better off|done)|i (have|'ve) nothing)", RegexOptions.IgnoreCase)]
    private static partial Regex Self();
}
