using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Training;

/// <summary>By message, what models that had not seen its theme answered: by words alone, and together with the encoder.</summary>
internal sealed record HeldOut(float[][] Alone, Calibration ByWords, float[][] Together, Calibration WithEncoder, float[][] Peaks, float Sure)
{
    /// <summary>The answer that the reader would have given, and whether it would have asked the encoder.</summary>
    public (float[] Scores, Calibration Calibration, bool Asked) Of(int message)
    {
        Span<double> probabilities = stackalloc double[Heads.Situations];
        ByWords.Probabilities(Alone[message], probabilities);
        var most = 0.0;
        foreach (var probability in probabilities)
            most = Math.Max(most, probability);
        return most < Sure ? (Together[message], WithEncoder, true) : (Alone[message], ByWords, false);
    }
}
