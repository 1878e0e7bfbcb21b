using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>
/// Flags and second situations are decided from a few numbers: what the whole message and its strongest sentences were answered. The weights are
/// learnt from held-out answers, and each threshold from answers whose fold the weights have not seen.
/// </summary>
internal static class SecondLook
{
    private const double Smallness = 5;

    /// <summary>
    /// No threshold for a second situation is lower: answers about a theme held out whole are flatter than those the model in use gives, so thresholds
    /// learnt from them alone name too much. Costs less than 0.01 of F1 there.
    /// </summary>
    private const int Lowest = 12;

    public static (float[] Weights, double[][] HeldOut) Flags(IReadOnlyList<Message> messages, float[][] scores, float[][] peaks, int[] folds)
    {
        var weights = new float[Heads.FlagCount * Calibration.FlagInputs];
        var answers = new double[Heads.FlagCount][];
        Parallel.For(0, Heads.FlagCount, flag =>
        {
            var inputs = messages.Select((_, i) =>
            {
                var numbers = new float[Calibration.FlagInputs];
                Calibration.FlagInput(flag, scores[i], peaks[i], numbers);
                return numbers;
            }).ToArray();
            var truths = messages.Select(m => m.Flags!.Contains((Flag)flag)).ToArray();
            (var learnt, answers[flag]) = Cross(inputs, truths, [.. messages.Select(_ => true)], folds);
            learnt.CopyTo(weights, flag * Calibration.FlagInputs);
        });
        return (weights, answers);
    }

    public static (float[] Weights, float[] On) Seconds(IReadOnlyList<Message> messages, float[][] scores, float[][] peaks, int[] folds, Calibration calibration)
    {
        var weights = new float[Heads.PresenceCount * Calibration.SecondInputs];
        var answers = new double[Heads.PresenceCount][];
        var probabilities = scores.Select(s =>
        {
            var five = new double[Heads.Situations];
            calibration.Probabilities(s, five);
            return five;
        }).ToArray();
        var likeliest = probabilities.Select(five => Array.IndexOf(five, five.Max())).ToArray();
        Parallel.For(0, Heads.PresenceCount, situation =>
        {
            var inputs = messages.Select((_, i) =>
            {
                var numbers = new float[Calibration.SecondInputs];
                Calibration.SecondInput(situation, probabilities[i], scores[i], peaks[i], numbers);
                return numbers;
            }).ToArray();
            var truths = messages.Select(m => m.Secondary!.Contains((Situation)situation)).ToArray();
            bool[] asked = [.. likeliest.Select(k => k != situation && k != (int)Situation.Calm)];
            (var learnt, answers[situation]) = Cross(inputs, truths, asked, folds);
            learnt.CopyTo(weights, situation * Calibration.SecondInputs);
        });
        return (weights, On(messages, answers, likeliest));
    }

    /// <summary>One threshold after the other, twice: each looks at the F1 of all pairs together.</summary>
    private static float[] On(IReadOnlyList<Message> messages, double[][] answers, int[] likeliest)
    {
        const int Steps = 40;
        var on = new float[Heads.Situations * Heads.PresenceCount];
        Array.Fill(on, 0.35f);
        var wanted = messages.Sum(m => m.Secondary!.Count);

        // By pair and threshold: right, and said.
        var counts = new (int Hits, int Said)[on.Length, Steps];
        for (var i = 0; i < messages.Count; i++)
        {
            for (var k = 0; k < Heads.PresenceCount; k++)
            {
                if (k == likeliest[i] || likeliest[i] == (int)Situation.Calm)
                    continue;
                var there = messages[i].Secondary!.Contains((Situation)k) ? 1 : 0;
                var pair = (likeliest[i] * Heads.PresenceCount) + k;
                for (var step = 0; step < Steps && answers[k][i] >= At(step); step++)
                    counts[pair, step] = (counts[pair, step].Hits + there, counts[pair, step].Said + 1);
            }
        }

        var steps = new int[on.Length];
        Array.Fill(steps, 12);
        for (var turn = 0; turn < 2 * on.Length; turn++)
        {
            var pair = turn % on.Length;
            int hits = 0, said = 0;
            for (var other = 0; other < on.Length; other++)
            {
                hits += other == pair ? 0 : counts[other, steps[other]].Hits;
                said += other == pair ? 0 : counts[other, steps[other]].Said;
            }

            var best = -1.0;
            for (var step = Steps - 1; step >= Lowest; step--)
            {
                var score = 2.0 * (hits + counts[pair, step].Hits) / Math.Max(1, wanted + said + counts[pair, step].Said);
                if (score > best)
                    (best, steps[pair]) = (score, step);
            }
        }

        return [.. steps.Select(At)];
    }

    private static float At(int step) => 0.05f + (step / 45f);

    /// <returns>The weights that all messages teach, and for each message the answer of weights that its fold did not teach.</returns>
    private static (float[] Weights, double[] HeldOut) Cross(float[][] inputs, bool[] truths, bool[] asked, int[] folds)
    {
        var answers = new double[inputs.Length];
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var learnt = Learn(inputs, truths, i => asked[i] && folds[i] != fold);
            for (var i = 0; i < inputs.Length; i++)
            {
                if (folds[i] == fold)
                    answers[i] = Calibration.Answer(inputs[i], learnt);
            }
        }

        return (Learn(inputs, truths, i => asked[i]), answers);
    }

    /// <summary>Logistic regression by Newton's steps; the last input is the constant, which may be as large as it likes.</summary>
    private static float[] Learn(float[][] inputs, bool[] truths, Func<int, bool> among)
    {
        var count = inputs[0].Length;
        var weights = new double[count];
        var use = Enumerable.Range(0, inputs.Length).Where(among).ToArray();
        for (var round = 0; round < 12; round++)
        {
            var curve = new double[count, count];
            var slope = new double[count];
            for (var j = 0; j < count; j++)
            {
                var small = j == count - 1 ? 1e-6 : Smallness;
                curve[j, j] = small;
                slope[j] = -small * weights[j];
            }

            foreach (var i in use)
            {
                var sum = 0.0;
                for (var j = 0; j < count; j++)
                    sum += inputs[i][j] * weights[j];
                var answer = Arithmetic.Sigmoid(sum);
                var bend = Math.Max(answer * (1 - answer), 1e-6);
                var off = (truths[i] ? 1 : 0) - answer;
                for (var j = 0; j < count; j++)
                {
                    slope[j] += off * inputs[i][j];
                    for (var k = 0; k <= j; k++)
                        curve[j, k] += bend * inputs[i][j] * inputs[i][k];
                }
            }

            Solve(curve, slope);
            for (var j = 0; j < count; j++)
                weights[j] += slope[j];
        }

        return [.. weights.Select(w => (float)w)];
    }

    /// <summary>By Cholesky's factors; only the lower half of the square is read, the answer takes the right side's place.</summary>
    private static void Solve(double[,] square, double[] right)
    {
        var count = right.Length;
        for (var j = 0; j < count; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                var sum = square[j, k];
                for (var n = 0; n < k; n++)
                    sum -= square[j, n] * square[k, n];
                square[j, k] = j == k ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / square[k, k];
            }
        }

        for (var j = 0; j < count; j++)
        {
            for (var k = 0; k < j; k++)
                right[j] -= square[j, k] * right[k];
            right[j] /= square[j, j];
        }

        for (var j = count - 1; j >= 0; j--)
        {
            for (var k = j + 1; k < count; k++)
                right[j] -= square[k, j] * right[k];
            right[j] /= square[j, j];
        }
    }
}
