using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClientBot.Playbook.Reading.Encoder;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>
/// Multinomial logistic regression for the situations and one logistic regression for each other head, all at once, by
/// stochastic dual coordinate ascent: no learning rate, the same steps in the same order on every machine.
/// </summary>
internal sealed class Trainer
{
    /// <summary>How much a message counts against the wish for small weights.</summary>
    private static readonly float[] Strength = Strengths();

    private readonly Dataset _data;
    private readonly bool _together;
    private readonly int[] _vectorRows;

    /// <param name="together">With the encoder's numbers; else words alone.</param>
    public Trainer(Dataset data, bool together)
    {
        _data = data;
        _together = together;
        _vectorRows = [.. Enumerable.Range(data.Keys.Length + 1, together ? SentenceEncoder.Width : 0)];
    }

    private const int Rounds = 16;

    public sealed record Weights(float[] Values, Half[] Rarities, float[] Bias);

    public Weights Train(IReadOnlyList<int> among)
    {
        var rarities = _data.Rarities(among);
        var values = among.Select(message => Values(message, rarities)).ToArray();
        var rowsOf = among.Select(Rows).ToArray();
        var labels = among.Select(message => Labels(_data.Messages[message])).ToArray();
        var biasRow = _data.Keys.Length;
        var weights = new float[(biasRow + 1 + _vectorRows.Length) * Heads.Row];
        var duals = new float[among.Count * Heads.Row];
        var steps = values.Select(v => Steps(1 + v.Sum(x => x * x))).ToArray();
        var order = Enumerable.Range(0, among.Count).ToArray();
        var random = 0x9E3779B97F4A7C15UL;
        Span<float> change = stackalloc float[Heads.Row];
        Span<float> scores = stackalloc float[Heads.Row];
        Span<double> wanted = stackalloc double[Heads.Row];
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref random);
            foreach (var at in order)
            {
                var rows = rowsOf[at];
                Score(weights, rows, values[at], biasRow, scores);
                Gradient(scores, labels[at], wanted);
                change.Clear();
                for (var head = 0; head < Heads.Count; head++)
                {
                    var dual = duals[(at * Heads.Row) + head];
                    var delta = (float)((wanted[head] - dual) * steps[at][head]);
                    duals[(at * Heads.Row) + head] = dual + delta;
                    change[head] = delta * Strength[head];
                }

                Add(weights, rows, values[at], biasRow, change);
            }
        }

        return new Weights(weights, rarities, weights.AsSpan(biasRow * Heads.Row, Heads.Row).ToArray());
    }

    public float[] Score(Weights weights, int message)
    {
        var scores = new float[Heads.Row];
        Score(weights.Values, Rows(message), Values(message, weights.Rarities), _data.Keys.Length, scores);
        return scores;
    }

    /// <summary>By words alone: the two highest answers that one sentence gets.</summary>
    public float[] PeaksOf(Weights weights, int message)
    {
        var peaks = new float[Peaks.Count];
        Peaks.Clear(peaks);
        var scores = new float[Heads.Row];
        foreach (var sentence in _data.Sentences[message])
        {
            Score(weights.Values, sentence.Rows, _data.Values(sentence, weights.Rarities), _data.Keys.Length, scores);
            Peaks.Take(peaks, scores);
        }

        return peaks;
    }

    private int[] Rows(int message) => _together ? [.. _data.Whole[message].Rows, .. _vectorRows] : _data.Whole[message].Rows;

    private float[] Values(int message, Half[] rarities)
    {
        var values = _data.Values(_data.Whole[message], rarities);
        return _together ? [.. values, .. _data.Vectors[message]] : values;
    }

    private static void Score(float[] weights, int[] rows, float[] values, int biasRow, Span<float> scores)
    {
        var all = MemoryMarshal.Cast<float, Vector256<float>>(weights);
        var a = all[biasRow * 3];
        var b = all[(biasRow * 3) + 1];
        var c = all[(biasRow * 3) + 2];
        for (var i = 0; i < rows.Length; i++)
        {
            var value = Vector256.Create(values[i]);
            var at = rows[i] * 3;
            a += all[at] * value;
            b += all[at + 1] * value;
            c += all[at + 2] * value;
        }

        var into = MemoryMarshal.Cast<float, Vector256<float>>(scores);
        into[0] = a;
        into[1] = b;
        into[2] = c;
    }

    private static void Add(float[] weights, int[] rows, float[] values, int biasRow, ReadOnlySpan<float> change)
    {
        var all = MemoryMarshal.Cast<float, Vector256<float>>(weights.AsSpan());
        var changes = MemoryMarshal.Cast<float, Vector256<float>>(change);
        var a = changes[0];
        var b = changes[1];
        var c = changes[2];
        for (var i = 0; i < rows.Length; i++)
        {
            var value = Vector256.Create(values[i]);
            var at = rows[i] * 3;
            all[at] += a * value;
            all[at + 1] += b * value;
            all[at + 2] += c * value;
        }

        all[biasRow * 3] += a;
        all[(biasRow * 3) + 1] += b;
        all[(biasRow * 3) + 2] += c;
    }

    private static void Gradient(ReadOnlySpan<float> scores, float[] labels, Span<double> wanted)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < Heads.Situations; i++)
            most = Math.Max(most, scores[i]);
        var sum = 0.0;
        for (var i = 0; i < Heads.Situations; i++)
            sum += wanted[i] = Arithmetic.Exp(scores[i] - most);
        for (var i = 0; i < Heads.Situations; i++)
            wanted[i] = labels[i] - (wanted[i] / sum);
        for (var i = Heads.Situations; i < Heads.Count; i++)
            wanted[i] = float.IsNaN(labels[i]) ? 0 : labels[i] - Arithmetic.Sigmoid(scores[i]);
    }

    /// <summary>
    /// NaN: this message teaches this head nothing (the main situation is not a second one). Only what is plainly heated does teach what heat is,
    /// wherever it comes up.
    /// </summary>
    private static float[] Labels(Message message)
    {
        var labels = new float[Heads.Row];
        labels[(int)message.Primary!.Value] = 1;
        for (var i = 0; i < Heads.PresenceCount; i++)
            labels[Heads.Presence + i] = (int)message.Primary.Value == i ? (i == (int)Reading.Situation.Angry && message.Intensity >= 2 ? 1 : float.NaN) : message.Secondary!.Contains((Reading.Situation)i) ? 1 : 0;
        foreach (var flag in message.Flags!)
            labels[Heads.Flags + (int)flag] = 1;
        for (var i = 0; i < Heads.IntensityCount; i++)
            labels[Heads.Intensity + i] = message.Intensity > i ? 1 : 0;
        labels[Heads.Retold] = message.Retold == true ? 1 : 0;
        return labels;
    }

    private static float[] Steps(float square)
    {
        var steps = new float[Heads.Row];
        for (var head = 0; head < Heads.Count; head++)
        {
            var curve = head < Heads.Situations ? 0.5f : 0.25f;
            steps[head] = 1 / (1 + (Strength[head] * curve * square));
        }

        return steps;
    }

    private static float[] Strengths()
    {
        var strengths = new float[Heads.Row];
        Array.Fill(strengths, 16f);
        strengths.AsSpan(0, Heads.Situations).Fill(8f);
        return strengths;
    }

    private static void Shuffle(int[] order, ref ulong random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            var j = (int)(random % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
