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
        var trainer = new Trainer(data);
        var folds = Folds.Of(corpus);
        var scores = new float[corpus.Count][];
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var weights = trainer.Train([.. Enumerable.Range(0, corpus.Count).Where(i => folds[i] != fold)]);
            for (var i = 0; i < corpus.Count; i++)
            {
                if (folds[i] == fold)
                    scores[i] = trainer.Score(weights, i);
            }
        }

        var calibration = Calibrator.Fit(corpus, scores);
        heldOut = new HeldOut(scores, calibration);
        return ReaderModel.Write(Pack(data, trainer.Train([.. Enumerable.Range(0, corpus.Count)]), calibration));
    }

    private static ModelParts Pack(Dataset data, Trainer.Weights weights, Calibration calibration)
    {
        var rows = Enumerable.Range(0, data.Keys.Length).Where(row => weights.Rarities[row] != Half.Zero).ToArray();
        var scales = new Half[rows.Length];
        var bytes = new sbyte[rows.Length * Heads.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var rarity = (float)weights.Rarities[rows[i]];
            var row = weights.Values.AsSpan(rows[i] * Heads.Row, Heads.Count);
            var most = 0f;
            foreach (var weight in row)
                most = Math.Max(most, Math.Abs(weight * rarity));
            scales[i] = (Half)(most / 127);
            var scale = (float)scales[i];
            for (var head = 0; head < Heads.Count; head++)
                bytes[(i * Heads.Count) + head] = scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(Math.Round(row[head] * rarity / scale), -127, 127);
        }

        return new ModelParts
        {
            Keys = [.. rows.Select(row => data.Keys[row])],
            Rarities = [.. rows.Select(row => weights.Rarities[row])],
            Scales = scales,
            Weights = bytes,
            Bias = weights.Bias,
            Calibration = calibration,
        };
    }
}

internal sealed record HeldOut(float[][] Scores, Calibration Calibration);
