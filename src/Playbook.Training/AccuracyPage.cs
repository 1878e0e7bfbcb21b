using System.Globalization;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Training;

/// <summary>Writes docs/accuracy.md and its two pictures. The same corpus gives the same page, but for the line about cost.</summary>
internal sealed class AccuracyPage
{
    private const int Resamples = 1000;
    private static readonly Situation[] Situations = Enum.GetValues<Situation>();
    private readonly AccuracyReport _report;
    private readonly int _bytes;

    public AccuracyPage(AccuracyReport report, int bytes)
    {
        _report = report;
        _bytes = bytes;
    }

    public void Write(string folder)
    {
        var heldOut = _report.Sets[0].Answers;
        File.WriteAllText(Path.Combine(folder, "accuracy-confusion.svg"), AccuracyPictures.Confusion(heldOut));
        File.WriteAllText(Path.Combine(folder, "accuracy-calibration.svg"), AccuracyPictures.Calibration(_report.Sets));
        File.WriteAllText(Path.Combine(folder, "accuracy.md"), Page(heldOut));
    }

    private string Page(IReadOnlyList<Answer> heldOut)
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        page.Write($"""
            # How well clients are read

            Written by `dotnet run --project src/Playbook.Training -c Release -- --report`; do not edit by hand. {heldOut.Count} messages in {heldOut.Select(a => a.Message.Theme).Distinct().Count()}
            themes are the corpus. "A theme held out whole" reads each message with a model that has seen no message of its theme, with thresholds from the same folds. The two
            evaluation files lie outside the repository and nothing of them is trained on. In brackets: 95% of {Resamples} resamples.


            """.ReplaceLineEndings("\n"));
        page.Write("| measured on | messages | accuracy | macro-F1 | abusive recall / precision | abstains | accuracy where it acts | calibration error, ordinary text at half |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var (name, answers) in _report.Sets)
        {
            var known = Known(answers);
            var abuse = answers.Where(a => a.Message.Abusive is not null).ToList();
            var (recall, precision) = (Ratio(abuse.Where(a => a.Message.Abusive == true), a => a.Best == (int)Situation.Abusive), Ratio(abuse.Where(a => a.Best == (int)Situation.Abusive), a => a.Message.Abusive == true));
            page.Write($"| {name} | {answers.Count} | {Interval(known, set => Ratio(set, a => a.Right))} | {Interval(known, MacroF1)} | {Three(recall)} / {Three(precision)} | {Three(Ratio(known, a => a.Abstained))} | {Three(Ratio(known.Where(a => !a.Abstained), a => a.Right))} | {Three(CalibrationError(known))} |\n");
        }

        page.Write("\n## Situations (F1)\n\n| measured on | " + string.Join(" | ", Situations.Select(Spelling.Of)) + " |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (name, answers) in _report.Sets)
            page.Write($"| {name} | {string.Join(" | ", Situations.Select(s => Three(F1(Known(answers), s))))} |\n");
        page.Write("\n![Held out: what was said across, what it was read as down](accuracy-confusion.svg)\n![How often it is right by how sure it is](accuracy-calibration.svg)\n");
        page.Write("\n## Beside the situation\n\n| measured on | second situations F1 | flags micro-F1 | intensity within one |\n| --- | --- | --- | --- |\n");
        foreach (var (name, answers) in _report.Sets.Where(s => s.Answers.Any(a => a.Message is { Flags: not null, Secondary: not null })))
        {
            var full = answers.Where(a => a.Message is { Flags: not null, Secondary: not null, Intensity: not null }).ToList();
            page.Write($"| {name} ({full.Count}) | {Three(Micro(full, a => a.Secondary!, a => a.Message.Secondary!))} | {Three(Micro(full, a => a.Flags!, a => a.Message.Flags!))} | {Three(Ratio(full, a => Math.Abs(a.Intensity!.Value - a.Message.Intensity!.Value) <= 1))} |\n");
        }

        var flagged = heldOut.Where(a => a.Message.Flags is not null).ToList();
        page.Write("\n| flag, held out | in the corpus | recall | precision |\n| --- | --- | --- | --- |\n");
        foreach (var flag in Enum.GetValues<Flag>())
            page.Write($"| {Spelling.Of(flag)} | {flagged.Count(a => a.Message.Flags!.Contains(flag))} | {Three(Ratio(flagged.Where(a => a.Message.Flags!.Contains(flag)), a => a.Flags!.Contains(flag)))} | {Three(Ratio(flagged.Where(a => a.Flags!.Contains(flag)), a => a.Message.Flags!.Contains(flag)))} |\n");
        page.Write($"\nOf 60 wishes to die written for this {_report.SelfHarmCounts.Missed} are missed; of 60 look-alikes {_report.SelfHarmCounts.Taken} are taken for one (tests/Playbook.Tests/Reading/Data/self-harm.jsonl).\n");
        page.Write("\n## By form, length, register and dialect (held out)\n\n| which | messages | accuracy |\n| --- | --- | --- |\n");
        foreach (var form in heldOut.GroupBy(a => a.Message.Retold == true ? "retold" : "verbatim").OrderBy(g => g.Key, StringComparer.Ordinal))
            page.Write($"| {form.Key} | {form.Count()} | {Three(Ratio(form, a => a.Right))} |\n");
        foreach (var length in heldOut.GroupBy(a => Length(a.Message.Text)).OrderBy(g => g.Key))
            page.Write($"| {LengthNames[length.Key]} | {length.Count()} | {Three(Ratio(length, a => a.Right))} |\n");
        foreach (var register in heldOut.GroupBy(a => Register(a.Message.Text)).OrderBy(g => g.Key, StringComparer.Ordinal))
            page.Write($"| {register.Key} | {register.Count()} | {Three(Ratio(register, a => a.Right))} |\n");
        page.Write("\nA theme is a trade or a way of speaking (voices and dialects are themes of their own). The hardest and the easiest:\n\n| theme | messages | accuracy |\n| --- | --- | --- |\n");
        var themes = heldOut.GroupBy(a => a.Message.Theme).Select(g => (g.Key, Count: g.Count(), Accuracy: Ratio(g, a => a.Right))).OrderBy(t => t.Accuracy).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        foreach (var theme in themes.Take(15).Concat(themes.TakeLast(5)))
            page.Write($"| {theme.Key} | {theme.Count} | {Three(theme.Accuracy)} |\n");
        page.Write("\n## Errors to learn from (held out, our own messages, the surest mistakes)\n\n");
        foreach (var answer in heldOut.Where(a => !a.Right).OrderByDescending(a => a.Probabilities.Max()).ThenBy(a => a.Message.Id, StringComparer.Ordinal).Take(20))
            page.Write($"- {answer.Message.Id}, {Spelling.Of(answer.Message.Primary!.Value)}, read as {Spelling.Of((Situation)answer.Best)}: {Shortened(answer.Message.Text)}\n");
        var megabytes = (_bytes + new FileInfo(Repository.Encoder).Length) / 1e6;
        page.Write($"\n## Cost\n\n60 words, one thread, on the machine that wrote this: {_report.Expense.TrimEnd(' ', ';')}. Model files {megabytes.ToString("0.0", CultureInfo.InvariantCulture)} MB.\n");
        return page.ToString();
    }

    private static readonly string[] LengthNames = ["up to 8 words", "9 to 25 words", "26 to 60 words", "61 to 120 words", "over 120 words"];

    private static int Length(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length switch { <= 8 => 0, <= 25 => 1, <= 60 => 2, <= 120 => 3, _ => 4 };

    private static string Register(string text) =>
        text.Count(char.IsUpper) * 2 > text.Count(char.IsLetter) ? "register: mostly capitals"
        : !text.Any(char.IsUpper) ? "register: no capitals at all"
        : text.Contains('\n', StringComparison.Ordinal) ? "register: letter or e-mail with lines"
        : "register: plain sentences";

    private static List<Answer> Known(IReadOnlyList<Answer> answers) => [.. answers.Where(a => a.Message.Primary is not null)];

    private static double Ratio(IEnumerable<Answer> answers, Func<Answer, bool> test)
    {
        int all = 0, fit = 0;
        foreach (var answer in answers)
        {
            all++;
            fit += test(answer) ? 1 : 0;
        }

        return all == 0 ? 1 : fit / (double)all;
    }

    private static double F1(IReadOnlyList<Answer> answers, Situation situation)
    {
        double hits = 0, both = 0;
        foreach (var answer in answers)
        {
            hits += answer.Best == (int)situation && answer.Right ? 1 : 0;
            both += (answer.Best == (int)situation ? 1 : 0) + (answer.Message.Primary == situation ? 1 : 0);
        }

        return both == 0 ? 1 : 2 * hits / both;
    }

    private static double MacroF1(IReadOnlyList<Answer> answers) => Situations.Average(s => F1(answers, s));

    private static double Micro<T>(List<Answer> answers, Func<Answer, IEnumerable<T>> said, Func<Answer, IEnumerable<T>> truth)
    {
        double hits = answers.Sum(a => said(a).Intersect(truth(a)).Count());
        double both = answers.Sum(a => said(a).Count() + truth(a).Count());
        return both == 0 ? 1 : 2 * hits / both;
    }

    private static double CalibrationError(List<Answer> known)
    {
        var calm = Math.Max(1, known.Count(a => a.Message.Primary == Situation.Calm));
        var bins = new double[10];
        foreach (var answer in known)
        {
            var weight = answer.Message.Primary == Situation.Calm ? 0.5 / calm : 0.5 / Math.Max(1, known.Count - calm);
            var sure = answer.Probabilities.Max();
            bins[(int)Math.Min(9, sure * 10)] += weight * (sure - (answer.Right ? 1 : 0));
        }

        return bins.Sum(Math.Abs);
    }

    private static string Interval(List<Answer> known, Func<IReadOnlyList<Answer>, double> figure)
    {
        var random = 0x9E3779B97F4A7C15UL;
        var figures = new double[Resamples];
        var drawn = new Answer[known.Count];
        for (var i = 0; i < Resamples; i++)
        {
            for (var k = 0; k < drawn.Length; k++)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                drawn[k] = known[(int)(random % (ulong)known.Count)];
            }

            figures[i] = figure(drawn);
        }

        Array.Sort(figures);
        return $"{Three(figure(known))} ({Three(figures[Resamples * 25 / 1000])} to {Three(figures[Resamples * 975 / 1000])})";
    }

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "/", StringComparison.Ordinal);
        return line.Length <= 140 ? line : string.Concat(line.AsSpan(0, line.LastIndexOf(' ', 140)), " …");
    }

    private static string Three(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}
