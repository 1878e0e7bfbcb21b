using System.Text.RegularExpressions;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Drafts;

/// <summary>
/// Reads the reply that a person is about to send, and marks what is better said otherwise. Pure: the same draft gets the
/// same remarks, in under a millisecond for what people write. Made once for an edition; any number of threads may use it.
/// </summary>
public sealed class DraftReader
{
    /// <summary>What is longer is read up to here: it is too long in any case.</summary>
    public const int ReadLimit = 4000;

    public const int MostRemarks = 3;
    private const int MostOfAKind = 2;

    private readonly DraftRules _rules;
    private readonly IReadOnlyList<ForbiddenPhrase> _forbidden;
    private readonly WordList _words = new();
    private readonly PatternSet _patterns;

    public DraftReader(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        (_rules, _forbidden) = (edition.Drafts, edition.Forbidden);
        var parser = new PatternParser(_rules.Lists, _words);
        var patterns = new List<(Pattern, int)>();
        for (var i = 0; i < _rules.Rules.Count; i++)
        {
            Add(_rules.Rules[i].Patterns, Owners.Rule(i));
            Add(_rules.Rules[i].Unless, Owners.Unless(i));
        }

        for (var i = 0; i < _forbidden.Count; i++) Add([OnlyWords(_forbidden[i].Phrase)], Owners.Forbidden(i));
        foreach (var (sign, texts) in _rules.Signs) Add(texts, Owners.Sign(sign));
        _patterns = new PatternSet(patterns, _words);

        void Add(IReadOnlyList<string> texts, int owner)
        {
            foreach (var text in texts)
            {
                if (parser.Parse(text, out _) is { } pattern) patterns.Add((pattern, owner));
            }
        }
    }

    /// <returns>At most three remarks, the worst first; none when the draft looks good.</returns>
    public IReadOnlyList<Remark> Read(string draft, DraftCase? known = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Length > ReadLimit) draft = draft[..ReadLimit];
        if (string.IsNullOrWhiteSpace(draft)) return [];
        var text = new DraftText(draft, _words);
        var hits = new List<Hit>();
        _patterns.Find(text, hits);
        var signs = new DraftSigns(hits);
        known ??= DraftCase.Unknown;
        var legal = known.Flags.Contains(Flag.LegalThreat) || signs.Has(DraftSign.Legal);

        var found = new List<Remark>();
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            if (Owners.IsSign(hit.Owner) || signs.Touches(DraftSign.Fine, hit)) continue;
            if (Owners.RuleOf(hit.Owner) is { } rule && Holds(_rules.Rules[rule], known, legal) && !IsExcused(i, Owners.Unless(rule), text, hits))
                found.Add(Mark(text, hit.From, hit.After, _rules.Rules[rule]));
            else if (Owners.ForbiddenOf(hit.Owner) is { } phrase)
                found.Add(Mark(text, hit.From, hit.After, DraftFault.ForbiddenPhrase, Sentence(_forbidden[phrase].Why), _forbidden[phrase].Instead));
        }

        foreach (var rule in _rules.Rules)
        {
            if (!Holds(rule, known, legal)) continue;
            foreach (var mark in rule.Marks)
            {
                Mark(mark, draft, text, rule, found);
            }

            if (rule.Measure is { } measure && DraftMeasures.Find(measure, text, signs, _rules, known) is var (start, length))
                found.Add(new Remark(rule.Fault, start, length, rule.Why, rule.Instead));
        }

        return found.Count == 0 ? [] : Worst(found, legal);
    }

    // A phrase is any text; what isn't a word in it is left out.
    private static string OnlyWords(string phrase) => string.Concat(phrase.Select((c, i) => WordCutter.IsPart(phrase, i) ? c : ' '));

    private static bool Holds(DraftRule rule, DraftCase known, bool legal) =>
        rule.When is not { } flag || known.Flags.Contains(flag) || (flag == Flag.LegalThreat && legal);

    // Hits come in the order of their places: those of one sentence stand together.
    private static bool IsExcused(int index, int unless, DraftText text, List<Hit> hits)
    {
        var sentence = text.Words[hits[index].From].Sentence;
        for (var i = index; i >= 0 && text.Words[hits[i].From].Sentence == sentence; i--)
        {
            if (hits[i].Owner == unless) return true;
        }

        for (var i = index; i < hits.Count && text.Words[hits[i].From].Sentence == sentence; i++)
        {
            if (hits[i].Owner == unless) return true;
        }

        return false;
    }

    private static void Mark(Regex mark, string draft, DraftText text, DraftRule rule, List<Remark> found)
    {
        try
        {
            foreach (var match in mark.EnumerateMatches(draft))
            {
                if (rule.Fault == DraftFault.InternalText || !text.IsQuoted(match.Index)) found.Add(new Remark(rule.Fault, match.Index, match.Length, rule.Why, rule.Instead));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // An expression of the organisation's that takes this long marks nothing; the other rules still do.
        }
    }

    private static Remark Mark(DraftText text, int from, int after, DraftRule rule) => Mark(text, from, after, rule.Fault, rule.Why, rule.Instead);

    private static Remark Mark(DraftText text, int from, int after, DraftFault fault, string why, string? instead)
    {
        var start = text.Words[from].Start;
        return new Remark(fault, start, text.Words[after - 1].End - start, why, instead);
    }

    // Each place and each advice once; three different faults say more than three times the same.
    private static List<Remark> Worst(List<Remark> found, bool legal)
    {
        found.Sort((a, b) => (Rank(a.Fault, legal), a.Start, -a.Length).CompareTo((Rank(b.Fault, legal), b.Start, -b.Length)));
        var worst = new List<Remark>(MostRemarks);
        for (var most = 1; most <= MostOfAKind; most++)
        {
            foreach (var remark in found)
            {
                if (worst.Count == MostRemarks) break;
                if (worst.Count(w => w.Fault == remark.Fault) >= most) continue;
                if (worst.Exists(w => w.Why == remark.Why || (w.Start < remark.End && remark.Start < w.End))) continue;
                worst.Add(remark);
            }
        }

        worst.Sort((a, b) => (Rank(a.Fault, legal), a.Start).CompareTo((Rank(b.Fault, legal), b.Start)));
        return worst;
    }

    private static int Rank(DraftFault fault, bool legal) => legal && fault == DraftFault.AdmittingUnknown ? 1 : (int)fault * 2;

    private static string Sentence(string why) => char.ToUpperInvariant(why[0]) + why[1..].TrimEnd('.', '?', '!') + (why[^1] is '?' ? "?" : ".");

    /// <summary>Whose a pattern is, in one number.</summary>
    private static class Owners
    {
        private const int Kinds = 4;

        public static int Rule(int index) => index * Kinds;

        public static int Unless(int index) => (index * Kinds) + 1;

        public static int Forbidden(int index) => (index * Kinds) + 2;

        public static int Sign(DraftSign sign) => ((int)sign * Kinds) + 3;

        public static bool IsSign(int owner) => owner % Kinds == 3;

        public static DraftSign SignOf(int owner) => (DraftSign)(owner / Kinds);

        public static int? RuleOf(int owner) => owner % Kinds == 0 ? owner / Kinds : null;

        public static int? ForbiddenOf(int owner) => owner % Kinds == 2 ? owner / Kinds : null;
    }

    /// <summary>The signs that were found in a draft.</summary>
    internal sealed class DraftSigns
    {
        private readonly List<Hit>?[] _hits = new List<Hit>?[Enum.GetValues<DraftSign>().Length];

        public DraftSigns(List<Hit> hits)
        {
            foreach (var hit in hits)
            {
                if (Owners.IsSign(hit.Owner)) (_hits[(int)Owners.SignOf(hit.Owner)] ??= []).Add(hit);
            }
        }

        public bool Has(DraftSign sign) => _hits[(int)sign] is not null;

        public IReadOnlyList<Hit> Of(DraftSign sign) => _hits[(int)sign] ?? [];

        /// <summary>True where a place of this sign shares a word with the other.</summary>
        public bool Touches(DraftSign sign, Hit other)
        {
            if (_hits[(int)sign] is not { } hits) return false;
            foreach (var hit in hits)
            {
                if (hit.From < other.After && other.From < hit.After) return true;
            }

            return false;
        }

        /// <summary>The places of a sign, those that another covers counted once.</summary>
        public List<Hit> Apart(DraftSign sign, DraftSign except)
        {
            var apart = new List<Hit>();
            foreach (var hit in Of(sign))
            {
                if ((apart.Count == 0 || hit.From >= apart[^1].After) && !Touches(except, hit)) apart.Add(hit);
            }

            return apart;
        }
    }
}
