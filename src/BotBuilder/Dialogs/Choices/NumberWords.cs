using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

// Stands in for the number recognizers of Microsoft's text recognizers: digits in every language, words up to 999 in English.
internal static class NumberWords
{
    private static readonly string[] Small =
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    };

    private static readonly string[] SmallOrdinals =
    {
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    };

    private static readonly string[] Tens = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };

    private static readonly string[] TensOrdinals =
    {
        "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth",
    };

    // Two digits run together by dots or commas are one number that is no position: "1.5" chooses nothing.
    private static readonly Regex Numbers = Pattern(
        $@"(?<![\w.,])(?<digits>-?\d+)(?![\w]|[.,]\d)|\b(?:(?<hundreds>{Any(Small.Skip(1).Take(9))}|a)[\s-]+hundred(?:\s+and)?(?:[\s-]+|\b))?"
        + $@"(?:(?<tens>{Any(Tens)})(?:[\s-]+(?<unit>{Any(Small.Skip(1).Take(9))}))?|(?<small>{Any(Small)}))\b"
        + $@"|\b(?<hundreds>{Any(Small.Skip(1).Take(9))}|a)[\s-]+hundred\b");

    private static readonly Regex Ordinals = Pattern(
        $@"(?<!\w)(?<digits>\d+)(?:st|nd|rd|th)\b|\b(?:(?<tens>{Any(Tens)})[\s-]+)?(?<unit>{Any(SmallOrdinals)})\b|\b(?<round>{Any(TensOrdinals)})\b");

    public static List<ModelResult<int>> RecognizeNumbers(string utterance) => Recognize(Numbers, utterance, match =>
        (Position(match, "hundreds", Small, match.Groups["hundreds"].Value.Equals("a", StringComparison.OrdinalIgnoreCase) ? 1 : 0) * 100)
        + TensOf(match)
        + Position(match, "unit", Small)
        + Position(match, "small", Small));

    public static List<ModelResult<int>> RecognizeOrdinals(string utterance) => Recognize(Ordinals, utterance, match =>
        match.Groups["round"].Success
            ? (Position(match, "round", TensOrdinals) + 2) * 10
            : TensOf(match) + Position(match, "unit", SmallOrdinals));

    private static List<ModelResult<int>> Recognize(Regex pattern, string utterance, Func<Match, int> value)
    {
        var results = new List<ModelResult<int>>();
        foreach (Match match in pattern.Matches(utterance))
        {
            var digits = match.Groups["digits"];
            var number = 0;
            if (digits.Success && !int.TryParse(digits.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            {
                continue;
            }

            results.Add(new ModelResult<int>
            {
                Start = match.Index,
                End = match.Index + match.Length - 1,
                Text = match.Value,
                Resolution = digits.Success ? number : value(match),
            });
        }

        return results;
    }

    private static int TensOf(Match match) => match.Groups["tens"].Success ? (Position(match, "tens", Tens) + 2) * 10 : 0;

    private static int Position(Match match, string group, string[] words, int otherwise = 0)
    {
        var position = Array.IndexOf(words, match.Groups[group].Value.ToLowerInvariant());
        return position < 0 ? otherwise : position;
    }

    private static string Any(IEnumerable<string> words) => string.Join('|', words);

    private static Regex Pattern(string pattern)
        => new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
