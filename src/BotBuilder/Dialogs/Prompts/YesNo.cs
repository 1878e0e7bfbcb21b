using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Prompts;

// Stands in for the yes-or-no of Microsoft's text recognizers: the words of everyday answers, not grammar.
internal static class YesNo
{
    private const string ThumbUp = "\U0001F44D|\U0001F44C";
    private const string ThumbDown = "\U0001F44E|\u270B|\U0001F590";

    private static readonly Dictionary<string, (Regex Yes, Regex No)> Patterns = new Dictionary<string, (Regex, Regex)>
    {
        ["bg-bg"] = Words("да", "не"),
        ["de-de"] = Words("ja|jo|jep|jawohl|klar|sicher|ok|okay|gerne", @"nein|nö|nee|nicht\s+ok"),
        ["en-us"] = Words("true|yes|yep|yup|yeah|y|sure|ok|okay|agree", @"false|nope|nop|no|n|not\s+ok|not\s+okay|disagree"),
        ["es-es"] = Words("sí|si|vale|claro|ok|de\\s+acuerdo", "no"),
        ["fr-fr"] = Words("oui|ouais|d'accord|ok|bien\\s+sûr", "non"),
        ["hi-in"] = Words("हां|हाँ|जी", "नहीं|नही|ना"),
        ["it-it"] = Words("si|sì|certo|ok|va\\s+bene", "no"),
        ["ja-jp"] = Parts("はい|ええ", "いいえ|いや"),
        ["ko-kr"] = Parts("예|네", "아니"),
        ["nl-nl"] = Words("ja|jawel|zeker|ok|oké", "nee|neen"),
        ["pt-br"] = Words("sim|claro|ok", "não|nao"),
        ["sv-se"] = Words("ja|japp|jo|visst|ok", "nej|nä"),
        ["tr-tr"] = Words("evet|tamam|olur", "hayır|yok|olmaz"),
        ["zh-cn"] = Parts("是|好|对|可以", "不|否|没"),
    };

    public static bool? Recognize(string utterance, string culture)
    {
        var (yes, no) = Patterns[Patterns.ContainsKey(culture) ? culture : "en-us"];
        var yesLength = Longest(yes, utterance);
        var noLength = Longest(no, utterance);
        if (yesLength == 0 && noLength == 0)
        {
            return null;
        }

        // "not ok" contains "ok": the longer one is meant. Of two equal ones the first.
        return yesLength == noLength
            ? yes.Match(utterance).Index < no.Match(utterance).Index
            : yesLength > noLength;
    }

    private static int Longest(Regex pattern, string utterance)
        => pattern.Matches(utterance).Select(match => match.Length).DefaultIfEmpty(0).Max();

    private static (Regex Yes, Regex No) Words(string yes, string no)
        => (Pattern($@"\b(?:{yes})\b|{ThumbUp}"), Pattern($@"\b(?:{no})\b|{ThumbDown}"));

    // Scripts that set no space between words.
    private static (Regex Yes, Regex No) Parts(string yes, string no)
        => (Pattern($@"(?<!不)(?:{yes})|{ThumbUp}"), Pattern($@"{no}|{ThumbDown}"));

    private static Regex Pattern(string pattern)
        => new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
