using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>Corpus in, model file out; the same corpus always gives the same bytes.</summary>
public static class ModelTraining
{
    public static byte[] Run(IReadOnlyList<Message> corpus) => Run(corpus, out _);

    /// <param name="heldOut">By message, the raw answers of a model that has not seen its theme.</param>
    internal static byte[] Run(IReadOnlyList<Message> corpus, out HeldOut heldOut)
    {
        var data = Dataset.Of(corpus);
        var folds = Folds.Of(corpus);
        var peaks = new float[corpus.Count][];
        var alone = Learn(data, folds, peaks, together: false);
        var together = Learn(data, folds, peaks, together: true);
        var sure = Calibrator.Sure(corpus, alone, together);
        heldOut = new HeldOut(alone.Scores, alone.Calibration, together.Scores, together.Calibration, peaks, sure);
        var rows = Enumerable.Range(0, data.Keys.Length).Where(row => alone.Weights.Rarities[row] != Half.Zero).ToArray();
        return ReaderModel.Write(new ModelParts
        {
            Keys = [.. rows.Select(row => data.Keys[row])],
            Rarities = [.. rows.Select(row => alone.Weights.Rarities[row])],
            Sure = sure,
            Alone = Pack(rows, data.Keys.Length, alone),
            Together = Pack([.. rows, .. Enumerable.Range(data.Keys.Length + 1, Reading.Encoder.SentenceEncoder.Width)], data.Keys.Length, together),
        });
    }

    /// <param name="peaks">Filled by words alone, which learn first.</param>
    private static Learnt Learn(Dataset data, int[] folds, float[][] peaks, bool together)
    {
        var trainer = new Trainer(data, together);
        var scores = new float[folds.Length][];
        var all = Enumerable.Range(0, folds.Length).ToArray();
        Trainer.Weights? whole = null;

        // Each fold is its own work and none sees another's, so the order in which they end changes nothing.
        Parallel.For(0, Folds.Count + 1, fold =>
        {
            if (fold == Folds.Count)
            {
                whole = trainer.Train(all);
                return;
            }

            var weights = trainer.Train([.. all.Where(i => folds[i] != fold)]);
            foreach (var i in all.Where(i => folds[i] == fold))
            {
                scores[i] = trainer.Score(weights, i);
                if (!together)
                    peaks[i] = trainer.PeaksOf(weights, i);
            }
        });
        return new Learnt(scores, Calibrator.Fit(data.Messages, scores, peaks, folds), whole!);
    }

    private static HeadParts Pack(int[] rows, int words, Learnt learnt)
    {
        var scales = new Half[rows.Length];
        var bytes = new sbyte[rows.Length * Heads.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var rarity = rows[i] < words ? (float)learnt.Weights.Rarities[rows[i]] : 1;
            var row = learnt.Weights.Values.AsSpan(rows[i] * Heads.Row, Heads.Count);
            var most = 0f;
            foreach (var weight in row)
                most = Math.Max(most, Math.Abs(weight * rarity));
            scales[i] = (Half)(most / 127);
            var scale = (float)scales[i];
            for (var head = 0; head < Heads.Count; head++)
                bytes[(i * Heads.Count) + head] = scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(Math.Round(row[head] * rarity / scale), -127, 127);
        }

        return new HeadParts { Scales = scales, Weights = bytes, Bias = learnt.Weights.Bias, Calibration = learnt.Calibration };
    }
}

internal sealed record Learnt(float[][] Scores, Calibration Calibration, Trainer.Weights Weights);
