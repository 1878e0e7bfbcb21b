using System.Diagnostics;
using System.Globalization;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>Prints how good the reading is: per situation, confusion, abstaining, flags, calibration, cost.</summary>
internal sealed class AccuracyReport
{
    private static readonly int[] Shares = [95, 90, 85, 80, 75, 70, 60, 50];
    private readonly TextWriter _out;
    private readonly bool _errors;

    public AccuracyReport(TextWriter output, bool errors)
    {
        _out = output;
        _errors = errors;
    }

    /// <summary>All that was measured, by name, for <see cref="AccuracyPage"/>.</summary>
    public List<(string Name, IReadOnlyList<Answer> Answers)> Sets { get; } = [];

    public string Expense { get; private set; } = "";

    public (int Missed, int Taken) SelfHarmCounts { get; private set; }

    public void HeldOut(IReadOnlyList<Message> corpus, HeldOut heldOut)
    {
        foreach (var calibration in new[] { heldOut.ByWords, heldOut.WithEncoder })
            _out.WriteLine($"sharpness {calibration.Sharpness:0.00}, act from {calibration.Act:0.000}, on from {string.Join(" ", calibration.On.Skip(Heads.Presence).Select(t => t.ToString("0.00", CultureInfo.InvariantCulture)))}");
        var answers = corpus.Select((message, i) =>
        {
            var (scores, calibration, _) = heldOut.Of(i);
            var probabilities = new double[Heads.Situations];
            calibration.Probabilities(scores, probabilities);
            var best = Array.IndexOf(probabilities, probabilities.Max());
            bool On(int head) => Arithmetic.Sigmoid(scores[head]) >= calibration.On[head];
            var peaks = heldOut.Peaks[i];
            var secondary = Enumerable.Range(0, Heads.PresenceCount).Where(k => calibration.HasSecond(k, best, probabilities, scores, peaks)).Select(k => (Situation)k).ToArray();
            var flags = Enum.GetValues<Flag>().Where(f => calibration.HasFlag((int)f, scores, peaks)).Union(ClientReader.RuleFlags(message.Text)).ToHashSet();
            if (flags.Contains(Flag.SelfHarm))
                flags.Remove(Flag.SafetyThreat);
            var intensity = Enumerable.Range(0, Heads.IntensityCount).TakeWhile(k => On(Heads.Intensity + k)).Count();
            return new Answer(message, probabilities, probabilities[best] < calibration.Act, secondary, flags, intensity, null);
        }).ToList();
        _out.WriteLine($"sure from {heldOut.Sure:0.000}: the encoder is asked for {Enumerable.Range(0, corpus.Count).Count(i => heldOut.Of(i).Asked) / (double)corpus.Count:0.000}");
        Print("a theme held out whole", answers);
        if (_errors)
        {
            foreach (var flag in new[] { Flag.SelfHarm, Flag.Discrimination, Flag.SafetyThreat, Flag.SexualHarassment })
            {
                foreach (var answer in answers.Where(a => a.Flags!.Contains(flag) != a.Message.Flags!.Contains(flag)))
                    _out.WriteLine($"  {flag} {(answer.Flags!.Contains(flag) ? "false" : "MISSED")}{(ClientReader.RuleFlags(answer.Message.Text).Contains(flag) ? " (rule)" : "")}: {answer.Message.Id} {answer.Message.Text.ReplaceLineEndings(" ")[..Math.Min(answer.Message.Text.Length, 200)]}");
            }
        }
    }

    public void File(string name, IReadOnlyList<Message> messages, ClientReader reader)
    {
        var answers = messages.Select(message =>
        {
            var reading = reader.Read(message.Text);
            var probabilities = new double[Heads.Situations];
            foreach (var likelihood in reading.Alternatives)
                probabilities[(int)likelihood.Situation] = likelihood.Probability;
            return new Answer(AsGuided(message), probabilities, reading.Abstained, reading.Secondary, AsGuided(reading.Flags), reading.Intensity, reading.Because);
        }).ToList();
        Print(name, answers);
        foreach (var source in answers.Where(a => a.Message.Source != "").GroupBy(a => a.Message.Source).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var known = source.Where(a => a.Message.Primary is not null).ToList();
            var abuse = source.Where(a => a.Message.Abusive is not null).ToList();
            _out.WriteLine($"  {source.Key,-22} {source.Count(),4}: accuracy {Share(known, Right)}, abusive or not {Share(abuse, a => (a.Best == (int)Situation.Abusive) == a.Message.Abusive)}");
        }

        if (_errors)
        {
            foreach (var answer in answers.Where(a => a.Message.Flags is not null && a.Message.Secondary is not null && !a.Flags!.SetEquals(a.Message.Flags)))
                _out.WriteLine($"  {answer.Message.Id} flags [{string.Join(" ", answer.Message.Flags!.Except(answer.Flags!).Select(f => "-" + Spelling.Of(f)).Concat(answer.Flags!.Except(answer.Message.Flags!).Select(f => "+" + Spelling.Of(f))))}]: {answer.Message.Text.ReplaceLineEndings(" ")[..Math.Min(answer.Message.Text.Length, 260)]}");
            foreach (var answer in answers.Where(a => a.Message.Primary is not null && !Right(a)))
                _out.WriteLine($"  {answer.Message.Id} {answer.Message.Primary} read as {(Situation)answer.Best} {answer.Probabilities.Max():0.00}{(answer.Abstained ? " abstained" : "")} [{string.Join(" | ", answer.Because!.Select(c => c.Text))}]: {answer.Message.Text.ReplaceLineEndings(" ")[..Math.Min(answer.Message.Text.Length, 150)]}");
        }
    }

    /// <summary>The guide, by which the evaluation files are labelled, has no flag of its own for self-harm: it is a threat to safety there.</summary>
    internal static Message AsGuided(Message message) => message.Flags is { } flags ? message with { Flags = AsGuided(flags) } : message;

    internal static IReadOnlySet<Flag> AsGuided(IReadOnlySet<Flag> flags) => Classify.Guided(flags).Where(flag => flag != Flag.SelfHarm).ToHashSet();

    /// <summary>Each message that was missed or taken for one is named: there should be none of the first and at most three of the second.</summary>
    public void SelfHarm(string path, ClientReader reader)
    {
        if (!System.IO.File.Exists(path))
            return;
        int missed = 0, false_ = 0;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            using var document = System.Text.Json.JsonDocument.Parse(line);
            var text = document.RootElement.GetProperty("text").GetString()!;
            var truth = document.RootElement.GetProperty("self_harm").GetBoolean();
            var said = reader.Read(text).Flags.Contains(Flag.SelfHarm);
            if (said == truth)
                continue;
            missed += truth ? 1 : 0;
            false_ += said ? 1 : 0;
            _out.WriteLine($"  {(truth ? "MISSED" : "false")}{(ClientReader.RuleFlags(text).Contains(Flag.SelfHarm) ? " (rule)" : "")}: {text}");
        }

        SelfHarmCounts = (missed, false_);
        _out.WriteLine($"self-harm: {missed} missed, {false_} false");
    }

    private static bool Right(Answer answer) => answer.Best == (int?)answer.Message.Primary;

    private static string Share(List<Answer> answers, Func<Answer, bool> test) =>
        answers.Count == 0 ? "-" : (answers.Count(test) / (double)answers.Count).ToString("0.000", CultureInfo.InvariantCulture);

    private void Print(string name, List<Answer> answers)
    {
        Sets.Add((name, answers));
        var known = answers.Where(a => a.Message.Primary is not null).ToList();
        var abuse = answers.Where(a => a.Message.Abusive is not null).ToList();
        var (abusive, recall, precision) = F1(abuse, a => a.Best == (int)Situation.Abusive, a => a.Message.Abusive == true);
        _out.WriteLine();
        _out.WriteLine($"== {name}: {answers.Count} messages");
        var scores = Enum.GetValues<Situation>().Select(s => F1(known, a => a.Best == (int)s, a => a.Message.Primary == s).F1).ToArray();
        _out.WriteLine($"  accuracy {Share(known, Right)}  macro-F1 {scores.Average():0.000}  ({string.Join(", ", scores.Select((f, i) => $"{Spelling.Of((Situation)i)} {f:0.00}"))})");
        _out.WriteLine($"  abusive or not: F1 {abusive:0.000}, recall {recall:0.000}, precision {precision:0.000}");
        var acted = known.Where(a => !a.Abstained).ToList();
        _out.WriteLine($"  abstains {1 - (acted.Count / (double)known.Count):0.000}; accuracy where it acts {Share(acted, Right)}; likeliest two {Share(known, a => a.Probabilities.Order().Reverse().Take(2).Contains(a.Probabilities[(int)a.Message.Primary!.Value]))}; calibration error {CalibrationError(known):0.000}");
        var sure = known.OrderByDescending(a => a.Probabilities.Max()).ToList();
        _out.WriteLine($"  accuracy of the surest {string.Join(", ", Shares.Select(share => { var count = sure.Count * share / 100; return $"{share}% {Share(sure[..count], Right)} (from {sure[count - 1].Probabilities.Max():0.00})"; }))}");
        Confusion(known);
        var flagged = known.Where(a => a.Message.Flags is not null && a.Flags is not null && a.Message.Secondary is not null).ToList();
        if (flagged.Count == 0)
            return;
        var flags = Enum.GetValues<Flag>();
        var micro = Micro(flagged, flags, (a, f) => a.Flags!.Contains(f), (a, f) => a.Message.Flags!.Contains(f));
        _out.WriteLine($"  flags micro-F1 {micro:0.000}: {string.Join(", ", flags.Select(f => { var one = F1(flagged, a => a.Flags!.Contains(f), a => a.Message.Flags!.Contains(f)); return $"{Spelling.Of(f)} r{one.Recall:0.00} p{one.Precision:0.00}"; }))}");
        var secondary = Micro(flagged, Enum.GetValues<Situation>(), (a, s) => a.Secondary!.Contains(s), (a, s) => a.Message.Secondary!.Contains(s));
        var steps = flagged.Where(a => a.Message.Intensity is not null && a.Intensity is not null).ToList();
        _out.WriteLine($"  secondary micro-F1 {secondary:0.000}; intensity exact {Share(steps, a => a.Intensity == a.Message.Intensity)}, within one {Share(steps, a => Math.Abs(a.Intensity!.Value - a.Message.Intensity!.Value) <= 1)}");
        foreach (var form in flagged.GroupBy(a => a.Message.Retold == true))
            _out.WriteLine($"  {(form.Key ? "retold  " : "verbatim")} {form.Count(),5}: accuracy {Share([.. form], Right)}");
    }

    private void Confusion(List<Answer> known)
    {
        foreach (var situation in Enum.GetValues<Situation>())
        {
            var row = known.Where(a => a.Message.Primary == situation).ToList();
            _out.WriteLine($"  {Spelling.Of(situation),-12} read as {string.Join("  ", Enum.GetValues<Situation>().Select(s => $"{Spelling.Of(s)[..3]} {row.Count(a => a.Best == (int)s),4}"))}");
        }
    }

    private static double CalibrationError(List<Answer> known) =>
        known.GroupBy(a => (int)Math.Min(9, a.Probabilities.Max() * 10))
            .Sum(bin => Math.Abs(bin.Average(a => a.Probabilities.Max()) - bin.Average(a => Right(a) ? 1.0 : 0)) * bin.Count() / known.Count);

    private static (double F1, double Recall, double Precision) F1(List<Answer> answers, Func<Answer, bool> said, Func<Answer, bool> truth)
    {
        double hits = answers.Count(a => said(a) && truth(a));
        double claimed = answers.Count(said);
        double wanted = answers.Count(truth);
        return (claimed + wanted == 0 ? 1 : 2 * hits / (claimed + wanted), wanted == 0 ? 1 : hits / wanted, claimed == 0 ? 1 : hits / claimed);
    }

    private static double Micro<T>(List<Answer> answers, IReadOnlyList<T> labels, Func<Answer, T, bool> said, Func<Answer, T, bool> truth)
    {
        double hits = 0, both = 0;
        foreach (var answer in answers)
        {
            foreach (var label in labels)
            {
                hits += said(answer, label) && truth(answer, label) ? 1 : 0;
                both += (said(answer, label) ? 1 : 0) + (truth(answer, label) ? 1 : 0);
            }
        }

        return both == 0 ? 1 : 2 * hits / both;
    }

    public void Cost(IReadOnlyList<Message> corpus, ClientReader reader)
    {
        var sixty = corpus.Select(m => m.Text).Where(t => t.Split(' ').Length is > 55 and < 65).ToArray();
        if (sixty.Length == 0)
            return;
        var times = new List<double>();
        _out.WriteLine();
        foreach (var ask in new[] { false, true })
        {
            times.Clear();
            var rounds = ask ? 400 : 6000;
            for (var i = 0; i < rounds; i++)
            {
                var start = Stopwatch.GetTimestamp();
                reader.Read(sixty[i % sixty.Length], ask);
                if (i >= rounds / 2)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            times.Sort();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                reader.Read(sixty[i % sixty.Length], ask);
            Expense += $"{(ask ? "asking the encoder where unsure" : "by words alone")} {times[times.Count / 2]:0} us at the median, {times[times.Count / 10]:0} us in the fastest tenth; ";
            _out.WriteLine($"60 words, {(ask ? "asking the encoder where unsure" : "by words alone")}: fastest tenth {times[times.Count / 10]:0} us, p50 {times[times.Count / 2]:0} us, p95 {times[times.Count * 95 / 100]:0} us, {(GC.GetAllocatedBytesForCurrentThread() - before) / 100} bytes a reading");
        }
    }
}
