using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>Learns from held-out answers how sharp they should be, from where on to act and when a flag is on.</summary>
internal static class Calibrator
{
    private const double WantedAccuracy = 0.95;
    private const double MostAbstaining = 0.22;

    /// <summary>Half of what people paste is ordinary text; the corpus has less of it. Zero would ignore that, one believe it fully.</summary>
    private const double OrdinaryShare = 0.5;
    private const double OrdinaryTrust = 0.5;

    public static Calibration Fit(IReadOnlyList<Message> messages, float[][] heldOut)
    {
        var shift = new float[Heads.Situations];
        var calm = messages.Count(m => m.Primary == Situation.Calm) / (double)messages.Count;
        shift[(int)Situation.Calm] = (float)(OrdinaryTrust * Arithmetic.Log(OrdinaryShare / (1 - OrdinaryShare) * (1 - calm) / calm));
        var sharpness = Sharpness(messages, heldOut);
        var unset = new Calibration { Sharpness = sharpness, Shift = shift };
        return new Calibration
        {
            Sharpness = sharpness,
            Shift = shift,
            Act = Act(messages, heldOut, unset),
            On = [.. Enumerable.Range(0, Heads.Count).Select(head => head < Heads.Situations ? 1f : On(messages, heldOut, head))],
        };
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

    private static float On(IReadOnlyList<Message> messages, float[][] heldOut, int head)
    {
        if (head >= Heads.Intensity)
            return 0.5f;
        var answers = new List<(double Probability, bool Is)>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (head < Heads.Flags && ((int)messages[i].Primary!.Value == head - Heads.Presence || messages[i].Primary == Situation.Calm))
                continue;
            answers.Add((Arithmetic.Sigmoid(heldOut[i][head]), Is(messages[i], head)));
        }

        answers.Sort((a, b) => b.Probability.CompareTo(a.Probability));
        var wanted = answers.Count(a => a.Is);
        var hits = 0;
        var best = 0.0;
        var on = 0.5;
        for (var i = 0; i < answers.Count; i++)
        {
            hits += answers[i].Is ? 1 : 0;
            var f1 = 2.0 * hits / (i + 1 + wanted);
            if (f1 > best)
            {
                best = f1;
                var next = i + 1 < answers.Count ? answers[i + 1].Probability : answers[i].Probability;
                on = (answers[i].Probability + next) / 2;
            }
        }

        // Self-harm has its visible rules for recall; the model only adds what it is fairly sure of.
        return (float)Math.Clamp(Math.Round(on, 3), head == Heads.Flags + (int)Flag.SelfHarm ? 0.3 : 0.04, 0.9);
    }

    public static bool Is(Message message, int head)
    {
        if (head < Heads.Flags)
            return message.Secondary!.Contains((Situation)(head - Heads.Presence));
        return message.Flags!.Contains((Flag)(head - Heads.Flags));
    }
}
