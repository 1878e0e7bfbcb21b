using System.Text.RegularExpressions;
using ClientBot.Playbook.Guidance;

namespace ClientBot.Playbook.Content;

/// <summary>What every line must keep to, because somebody sends it with their own name under it.</summary>
internal sealed partial class LineRules(IEnumerable<ForbiddenPhrase> forbidden, List<Mistake> mistakes)
{
    private const int SayLimit = 75;
    private const int SpokenLimit = 45;
    private readonly Dictionary<string, Place> _seen = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<ForbiddenPhrase> _forbidden = [.. forbidden];

    /// <summary>Lower case, one kind of apostrophe, single spaces.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.ToLowerInvariant().Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public void Check(Say say, bool mayAdmit, string where, bool needsTime)
    {
        foreach (var script in say.All) Check(script, mayAdmit, where, needsTime);
        foreach (var script in say.Spoken)
        {
            if (Words(script) > SpokenLimit) Report(script, $"{where}: at most {SpokenLimit} words in a spoken line (two breaths), not {Words(script)}");
        }
    }

    public void Check(Script script, bool mayAdmit, string where, bool needsTime)
    {
        Check(script, mayAdmit, where);
        if (Words(script) > SayLimit) Report(script, $"{where}: at most {SayLimit} words in a line, not {Words(script)}");
        if (needsTime && !Time().IsMatch(Plain(script.Template))) Report(script, $"{where}: a next step with a time in each line");
        if (!_seen.TryAdd(Plain(script.Template), script.Place))
        {
            var first = _seen[Plain(script.Template)];
            Report(script, $"{where}: a line that is said only once; it stands in {first.File}:{first.Line} too");
        }
    }

    public static bool Admits(string plain) => Admission().IsMatch(plain);

    /// <summary>A line for everybody who mentions legal or official steps: it names no lawyer either.</summary>
    public void CheckLegal(Script script, string where)
    {
        if (!LegalGuard.IsSafe(script, lawyerNamed: false, managerIsIn: false))
            Report(script, $"{where}: a line that admits and denies nothing, names no money and no lawyer and promises nothing in writing");
    }

    /// <summary>For a text that is not a line of its own: a question, an offer, a reflection.</summary>
    public void Check(Script script, bool mayAdmit, string where)
    {
        var plain = Plain(script.Template);
        foreach (var phrase in _forbidden)
        {
            if (!Contains(plain, phrase.Phrase)) continue;
            Report(script, $"{where}: words without the forbidden \"{phrase.Phrase}\" ({phrase.Why})");
        }

        if (Promise().IsMatch(plain)) Report(script, $"{where}: nothing promised that isn't ours to promise (\"{Promise().Match(plain).Value}\")");
        if (!mayAdmit && Admission().Match(plain) is { Success: true } admission)
            Report(script, $"{where}: no admission or apology while the fault isn't known to be ours (\"{admission.Value}\")");
        var used = script.UsedSlots;
        for (var bits = 0; bits < SlotSets.All.Count; bits++)
        {
            // A slot that the line doesn't have makes no difference to it.
            if ((bits & ~used) != 0) continue;
            var slots = SlotSets.All[bits];
            if (Untidy(script.Render(slots)) is not { } untidy) continue;
            Report(script, $"{where}: a line that reads well with any slots left out ({untidy}: \"{script.Render(slots)}\")");
            return;
        }
    }

    /// <summary>Whole words only: "sla" is not in "slap".</summary>
    private static bool Contains(string plain, string phrase)
    {
        for (var at = plain.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(plain[at - 1])) && (end == plain.Length || !char.IsLetterOrDigit(plain[end]))) return true;
        }

        return false;
    }

    private static string? Untidy(string line)
    {
        if (line.Length == 0) return "nothing is left";
        if (line.AsSpan().IndexOfAny("{}[]|") >= 0) return "a bracket is left";
        if (line.Contains("  ", StringComparison.Ordinal) || line != line.Trim()) return "a double space";
        if (SpaceBefore().IsMatch(line)) return "a space before punctuation, or punctuation twice";
        if (char.IsLower(line[0]) || SmallStart().IsMatch(line)) return "a sentence that starts small";
        return null;
    }

    private static int Words(Script script) => script.Render(SlotSets.All[^1]).Split(' ').Length;

    public void Report(Place place, string expected) => mistakes.Add(new Mistake(place.File, place.Line, place.Column, expected));

    private void Report(Script script, string expected) => Report(script.Place, expected);

    [GeneratedRegex(@"\{date\}|\b(today|tomorrow|tonight|now|hours?|minutes?|days?|weeks?|morning|noon|afternoon|evening|monday|right away|straight away|before (i|we) (start|begin|do|touch|move)|first thing|at once|next|when you're ready|as soon as|by then|the moment|within)\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(i|we)('ll)? (promise|swear)\b|(?<!(can't|cannot|won't|don't|couldn't|nobody can|no one can|no|not|than)\s(\w+\s)?)\bguarantee|never happen again|won't happen again|\b100%|\bdefinitely\b|whatever it takes|no matter what")]
    private static partial Regex Promise();

    [GeneratedRegex(@"\bsorry\b|\bapolog|\b(our|my) (own )?(mistake|fault|error|doing)\b|\b(we|i) (got|had) (it|this|that) wrong\b|\b(we|i) (were|was) wrong\b|\b(we|i) should(n't)? have\b|\b(we|i) should never\b|\b(we|i) (failed|messed|let you down|missed|forgot|owe)\b|\b(our|my) responsibility\b|\byou're right about\b|\b(that's|it's|this is|that was|it was|this was) on (us|me)\b")]
    private static partial Regex Admission();

    [GeneratedRegex(@"\s[,.;:!?]|[,;:]\s*[.,;:!?]|\.\.(?!\.)(?<!\.\.\.)|\(\s|\s\)")]
    private static partial Regex SpaceBefore();

    [GeneratedRegex(@"[.!?]\s+[a-z]")]
    private static partial Regex SmallStart();
}
