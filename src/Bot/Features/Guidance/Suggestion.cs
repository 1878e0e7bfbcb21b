using System.Globalization;
using System.Text.RegularExpressions;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>
/// When the bot suggests by itself to ask a manager: a threat, a wish for one, more money than one may grant alone, or no
/// progress after two rounds. Anger alone never does.
/// </summary>
internal static partial class Suggestion
{
    private const int RoundsEnough = 3;

    /// <summary>The reason, as the card says it; null where there is none.</summary>
    public static string? Of(RoundView view)
    {
        var words = view.Case.Seal.Open(view.Round.Words);
        if (view.Reading.Flags.Contains(Flag.SafetyThreat)) return "They threaten harm. Tell a manager now, before you answer.";
        if (Manager().IsMatch(words)) return "They ask for somebody above you. Better you tell a manager than they do.";
        if (OverLimit(view.Reading, view.Answer, words) is not null) return "They ask for more than you may grant alone.";
        if (view.Round.Number >= RoundsEnough && view.Round.Trend >= 0 && view.Answer.Situation != Situation.Calm) return "Two rounds, and it isn't calmer. Two see more than one: ask somebody in?";
        return null;
    }

    /// <summary>The amount that the client wants back and that is more than one may grant alone, as it was written; null where there is none.</summary>
    public static string? OverLimit(Assessment reading, GuidanceAnswer answer, string words)
    {
        if (!reading.Flags.Contains(Flag.RefundDemand)) return null;
        var limit = answer.Offers.Where(o => o.ApprovalOver is not null).Select(o => (decimal?)o.ApprovalOver).Min();
        return limit is null ? null : Amount().Matches(words).FirstOrDefault(m => InNumbers(m) > limit)?.Value.Trim();
    }

    private static decimal InNumbers(Match amount) =>
        decimal.TryParse(amount.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(
        @"\b(?:speak|talk|spoken|talking|complain|escalate|put me (?:on|through)|get me|give me|connect me|pass me|want|need|where is)\b[^.!?\n]{0,40}\b(?:manager|supervisor|your boss|boss|team lead|head of|director|somebody (?:senior|above|higher)|someone (?:senior|in charge|above|higher))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Manager();

    [GeneratedRegex(@"(?:[€$£]\s?(?<n>\d[\d,]{0,9}(?:\.\d\d)?)|\b(?<n>\d[\d,]{0,9}(?:\.\d\d)?)\s?(?:[€$£]|euros?\b|dollars?\b|pounds?\b|usd\b|eur\b|gbp\b|quid\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
