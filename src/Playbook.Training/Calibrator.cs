using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>Learns from held-out answers how sharp they should be, from where on to act and when a flag is on.</summary>
internal static class Calibrator
{
    private const double WantedAccuracy = 0.95;
    private const double MostAbstaining = 0.22;
    private const double KeptGain = 0.9;
    private const double MostError = 0.055;

    /// <summary>Half of what people paste is ordinary text; the corpus has less of it. Zero would ignore that, one believe it fully.</summary>
    private const double OrdinaryShare = 0.5;
    private const double OrdinaryTrust = 0.5;

    /// <param name="heldOut">By message, the raw answers of a model that has not seen its theme.</param>
    /// <param name="peaks">By message, the same model's highest answers for single sentences.</param>
    public static Calibration Fit(IReadOnlyList<Message> messages, float[][] heldOut, float[][] peaks, int[] folds)
    {
        var shift = new float[Heads.Situations];
        var calm = messages.Count(m => m.Primary == Situation.Calm) / (double)messages.Count;
        shift[(int)Situation.Calm] = (float)(OrdinaryTrust * Arithmetic.Log(OrdinaryShare / (1 - OrdinaryShare) * (1 - calm) / calm));
        shift[(int)Situation.Abusive] = Abusive(messages, heldOut, shift);
        var sharpness = Sharpest(messages, heldOut, shift, Sharpness(messages, heldOut));
        var unset = new Calibration { Sharpness = sharpness, Shift = shift };
        var (seconds, secondOn) = SecondLook.Seconds(messages, heldOut, peaks, folds, unset);
        var (flags, flagAnswers) = SecondLook.Flags(messages, heldOut, peaks, folds);
        return new Calibration
        {
            Sharpness = sharpness,
            Shift = shift,
            Flags = flags,
            Seconds = seconds,
            SecondOn = secondOn,
            Act = Act(messages, heldOut, unset),
            On = [.. Enumerable.Range(0, Heads.Count).Select(head => head < Heads.Flags ? 1f : head < Heads.Intensity ? On(messages, flagAnswers[head - Heads.Flags], head) : 0.5f)],
        };
    }

    /// <summary>Abuse wins over all else by the guide, so its answer is raised to where as much is missed as is falsely named.</summary>
    private static float Abusive(IReadOnlyList<Message> messages, float[][] heldOut, float[] shift)
    {
        var best = -1.0;
        var answer = 0f;
        for (var step = 0; step <= 8; step++)
        {
            var raised = (float[])shift.Clone();
            raised[(int)Situation.Abusive] = step / 8f;
            int hits = 0, both = 0;
            for (var i = 0; i < messages.Count; i++)
            {
                var likeliest = 0;
                for (var k = 1; k < Heads.Situations; k++)
                    likeliest = heldOut[i][k] + raised[k] > heldOut[i][likeliest] + raised[likeliest] ? k : likeliest;
                var said = likeliest == (int)Situation.Abusive;
                var truth = messages[i].Primary == Situation.Abusive;
                hits += said && truth ? 1 : 0;
                both += (said ? 1 : 0) + (truth ? 1 : 0);
            }

            if (hits > best * both / 2)
                (best, answer) = (2.0 * hits / both, raised[(int)Situation.Abusive]);
        }

        return answer;
    }

    /// <summary>
    /// Themes held out whole are harder than what comes in daily: the model in use has seen them all, and part of what it gets "wrong" there are
    /// labels that two people would give differently. So it may speak as surely as keeps the error on them within a bound.
    /// </summary>
    private static float Sharpest(IReadOnlyList<Message> messages, float[][] heldOut, float[] shift, float fitted)
    {
        var sharpness = fitted;
        for (var step = 1; step <= 20; step++)
        {
            var bolder = fitted + (step / 20f);
            if (Error(messages, heldOut, new Calibration { Sharpness = bolder, Shift = shift }) > MostError)
                break;
            sharpness = bolder;
        }

        return sharpness;
    }

    /// <summary>The expected calibration error with ordinary text weighed to half.</summary>
    public static double Error(IReadOnlyList<Message> messages, float[][] heldOut, Calibration calibration)
    {
        var calm = messages.Count(m => m.Primary == Situation.Calm);
        Span<double> bins = stackalloc double[10];
        Span<double> probabilities = stackalloc double[Heads.Situations];
        for (var i = 0; i < messages.Count; i++)
        {
            calibration.Probabilities(heldOut[i], probabilities);
            var best = 0;
            for (var k = 1; k < probabilities.Length; k++)
                best = probabilities[k] > probabilities[best] ? k : best;
            var weight = messages[i].Primary == Situation.Calm ? 0.5 / calm : 0.5 / (messages.Count - calm);
            bins[(int)Math.Min(9, probabilities[best] * 10)] += weight * (probabilities[best] - (best == (int)messages[i].Primary!.Value ? 1 : 0));
        }

        var error = 0.0;
        foreach (var bin in bins)
            error += Math.Abs(bin);
        return error;
    }

    /// <summary>
    /// From where on words alone answer. The encoder costs a hundred times what words do, and most of what it knows better lies where words are quite
    /// unsure: the lowest probability that keeps nine tenths of what it adds to the held-out macro-F1.
    /// </summary>
    public static float Sure(IReadOnlyList<Message> messages, Learnt alone, Learnt together)
    {
        var words = alone.Scores.Select(scores => Likeliest(alone.Calibration, scores)).ToArray();
        var both = together.Scores.Select(scores => Likeliest(together.Calibration, scores)).ToArray();
        var never = MacroF1(messages, words, both, 0);
        var always = MacroF1(messages, words, both, 2);
        var sure = 99;
        while (sure > 1 && MacroF1(messages, words, both, (sure - 1) / 100.0) >= never + (KeptGain * (always - never)))
            sure--;
        return sure / 100f;
    }

    private static (double Probability, int Situation) Likeliest(Calibration calibration, float[] scores)
    {
        Span<double> probabilities = stackalloc double[Heads.Situations];
        calibration.Probabilities(scores, probabilities);
        var best = 0;
        for (var k = 1; k < Heads.Situations; k++)
            best = probabilities[k] > probabilities[best] ? k : best;
        return (probabilities[best], best);
    }

    private static double MacroF1(IReadOnlyList<Message> messages, (double Probability, int Situation)[] words, (double Probability, int Situation)[] both, double sure)
    {
        var hits = new int[Heads.Situations];
        var counts = new int[Heads.Situations];
        for (var i = 0; i < messages.Count; i++)
        {
            var said = words[i].Probability < sure ? both[i].Situation : words[i].Situation;
            var truth = (int)messages[i].Primary!.Value;
            counts[said]++;
            counts[truth]++;
            hits[truth] += said == truth ? 1 : 0;
        }

        return hits.Zip(counts, (hit, count) => count == 0 ? 0 : 2.0 * hit / count).Average();
    }

    private static float Sharpness(IReadOnlyList<Message> messages, float[][] heldOut)
    {
        var best = double.PositiveInfinity;
        var sharpness = 1f;
        Span<double> probabilities = stackalloc double[Heads.Situations];
        for (var step = 10; step <= 80; step++)
        {
            var calibration = new Calibration { Sharpness = step / 20f };
            var loss = 0.0;
            for (var i = 0; i < messages.Count; i++)
            {
                calibration.Probabilities(heldOut[i], probabilities);
                loss -= Arithmetic.Log(Math.Max(probabilities[(int)messages[i].Primary!.Value], 1e-9));
            }

            if (loss < best)
            {
                best = loss;
                sharpness = calibration.Sharpness;
            }
        }

        return sharpness;
    }

    /// <summary>The lowest probability from which on the wanted accuracy is kept, without abstaining too often.</summary>
    private static float Act(IReadOnlyList<Message> messages, float[][] heldOut, Calibration calibration)
    {
        var sure = Answers(messages, heldOut, calibration);
        var right = 0;
        var kept = 0;
        var act = sure[0].Probability;
        for (var i = 0; i < sure.Count; i++)
        {
            right += sure[i].Right ? 1 : 0;
            if (right >= WantedAccuracy * (i + 1) || i + 1 <= (1 - MostAbstaining) * sure.Count)
            {
                kept = i;
                act = sure[kept].Probability;
            }
        }

        // Rounded, so that the threshold in the model can be read and compared.
        return (float)(Math.Floor(act * 1000) / 1000);
    }

    /// <summary>The surest first.</summary>
    private static List<(double Probability, bool Right)> Answers(IReadOnlyList<Message> messages, float[][] heldOut, Calibration calibration)
    {
        var sure = new List<(double Probability, bool Right)>();
        Span<double> probabilities = stackalloc double[Heads.Situations];
        for (var i = 0; i < messages.Count; i++)
        {
            calibration.Probabilities(heldOut[i], probabilities);
            var best = 0;
            for (var k = 1; k < probabilities.Length; k++)
            {
                if (probabilities[k] > probabilities[best])
                    best = k;
            }

            sure.Add((probabilities[best], best == (int)messages[i].Primary!.Value));
        }

        sure.Sort((a, b) => b.Probability.CompareTo(a.Probability));
        return sure;
    }

    private static float On(IReadOnlyList<Message> messages, double[] held, int head)
    {
        var answers = new List<(double Probability, bool Is)>();
        for (var i = 0; i < messages.Count; i++)
            answers.Add((held[i], messages[i].Flags!.Contains((Flag)(head - Heads.Flags))));
        answers.Sort((a, b) => b.Probability.CompareTo(a.Probability));
        var wanted = answers.Count(a => a.Is);
        var hits = 0;
        var best = 0.0;
        var on = 0.5;
        for (var i = 0; i < answers.Count; i++)
        {
            hits += answers[i].Is ? 1 : 0;
            var f1 = 2.0 * hits / (i + 1 + wanted);
            // A wish to die that is missed is worse than one too many that a person looks at.
            if (head == Heads.Flags + (int)Flag.SelfHarm)
                f1 = 5.0 * hits / (i + 1 + (4.0 * wanted));
            if (f1 > best)
            {
                best = f1;
                var next = i + 1 < answers.Count ? answers[i + 1].Probability : answers[i].Probability;
                on = (answers[i].Probability + next) / 2;
            }
        }

        // Self-harm has its visible rules for recall; the model adds what they cannot name, but not on a mere shadow.
        return (float)Math.Clamp(Math.Round(on, 3), head == Heads.Flags + (int)Flag.SelfHarm ? 0.25 : 0.04, 0.9);
    }
}
