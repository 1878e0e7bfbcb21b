using System.Globalization;
using System.Text.RegularExpressions;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>Reads drafts.yaml. A folder's rule replaces the one with its id, its lists and limits replace theirs, its signs come on top.</summary>
internal static class DraftRulesReader
{
    // One that goes on longer than this, whatever an organisation wrote, is given up.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    public static void Read(Fields f, Draft draft, int layer)
    {
        var to = draft.Drafts;
        if (f.Map("limits", required: false) is { } limits)
        {
            to.LongestDraft = Limit(limits, "words", to.LongestDraft);
            to.LongestParagraph = Limit(limits, "paragraph", to.LongestParagraph);
            to.MostApologies = Limit(limits, "apologies", to.MostApologies);
            limits.Finish();
        }

        if (f.Map("lists", required: false) is { } lists)
        {
            foreach (var name in lists.Keys.ToList()) to.Lists[name] = lists.Text(name);
        }

        if (f.Map("signs", required: false) is { } signs)
        {
            foreach (var sign in Enum.GetValues<DraftSign>()) to.Signs[sign].AddRange(Patterns(signs, NamesReader.Snake(sign), to));
            signs.Finish();
        }

        if (f.Map("why", required: false) is { } whys)
        {
            foreach (var fault in Enum.GetValues<DraftFault>().Where(v => whys.Has(NamesReader.Snake(v)))) to.Whys[fault] = whys.Text(NamesReader.Snake(fault));
            whys.Finish();
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in f.Maps("rules"))
        {
            var id = item.Text("id");
            if (!seen.Add(id)) item.Report(item.PlaceOf("id"), $"id: one that is not used yet; \"{id}\" is");
            if (item.Has("off") && item.YesNo("off"))
            {
                if (!to.Rules.Remove(id)) item.Report(item.PlaceOf("id"), $"id: a rule that there is; \"{id}\" is none");
            }
            else
            {
                to.Rules[id] = Rule(item, id, to);
            }

            item.Finish();
        }
    }

    private static DraftRule Rule(Fields item, string id, DraftRulesDraft to)
    {
        var fault = Named(item, "kind", DraftFault.ForbiddenPhrase);
        DraftMeasure? measure = item.Has("measure") ? Named(item, "measure", DraftMeasure.Length) : null;
        Flag? when = null;
        if (item.TextOrNull("when") is { } name)
        {
            if (Spelling.TryParse(name, out Flag flag)) when = flag;
            else item.Report(item.PlaceOf("when"), $"when: a flag such as legal_threat, not \"{name}\"");
        }

        var (patterns, unless, marks) = (Patterns(item, "patterns", to), Patterns(item, "unless", to), Marks(item));
        if (measure is null && patterns.Count + marks.Count == 0) item.Report(item.Place, "patterns, marks or a measure");
        return new DraftRule(id, fault, measure, patterns, unless, marks, when, item.TextOrNull("why") ?? to.Whys.GetValueOrDefault(fault, ""), item.TextOrNull("instead"));
    }

    private static List<string> Patterns(Fields item, string key, DraftRulesDraft to)
    {
        var parser = new PatternParser(to.Lists, new WordList());
        var patterns = new List<string>();
        foreach (var (text, place) in item.Texts(key))
        {
            _ = parser.Parse(text, out var expected);
            if (expected is null) patterns.Add(text);
            else item.Report(place, $"{key}: {expected}");
        }

        return patterns;
    }

    private static List<Regex> Marks(Fields item)
    {
        var marks = new List<Regex>();
        foreach (var (text, place) in item.Texts("marks"))
        {
            try
            {
                marks.Add(new Regex(text, RegexOptions.CultureInvariant, Longest));
            }
            catch (ArgumentException e)
            {
                item.Report(place, "marks: a regular expression: " + e.Message);
            }
        }

        return marks;
    }

    private static T Named<T>(Fields item, string key, T otherwise)
        where T : struct, Enum
    {
        var name = item.Text(key);
        foreach (var value in Enum.GetValues<T>())
        {
            if (NamesReader.Snake(value) == name) return value;
        }

        item.Report(item.PlaceOf(key), $"{key}: one of {string.Join(", ", Enum.GetValues<T>().Select(NamesReader.Snake))}; not \"{name}\"");
        return otherwise;
    }

    private static int Limit(Fields limits, string key, int otherwise)
    {
        if (limits.TextOrNull(key) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0) return limit;
        limits.Report(limits.PlaceOf(key), $"{key}: a number over 0");
        return otherwise;
    }
}

/// <summary>The rules for drafts while the layers are being merged.</summary>
internal sealed class DraftRulesDraft
{
    public OrderedDictionary<string, DraftRule> Rules { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Lists { get; } = new(StringComparer.Ordinal);

    public Dictionary<DraftFault, string> Whys { get; } = [];

    public Dictionary<DraftSign, List<string>> Signs { get; } = Enum.GetValues<DraftSign>().ToDictionary(s => s, _ => new List<string>());

    public int LongestDraft { get; set; } = 170;

    public int LongestParagraph { get; set; } = 110;

    public int MostApologies { get; set; } = 2;

    public DraftRules Build() => new()
    {
        Rules = [.. Rules.Values], Lists = Lists, Signs = Signs.ToDictionary(s => s.Key, s => (IReadOnlyList<string>)s.Value),
        LongestDraft = LongestDraft, LongestParagraph = LongestParagraph, MostApologies = MostApologies,
    };
}
