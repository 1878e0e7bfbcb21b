namespace ClientBot.Playbook.Reading.Model;

/// <summary>
/// The two highest answers that a single sentence of a message gets: "I will see you in court" says less in the middle of a long story when only the
/// whole is weighed.
/// </summary>
internal static class Peaks
{
    /// <summary>Of one message; what comes after belongs to the last one.</summary>
    public const int MostSentences = 64;
    public const int Flags = 0;
    public const int Presence = Flags + (2 * Heads.FlagCount);
    public const int Shares = Presence + (2 * Heads.PresenceCount);
    public const int Heat = Shares + (2 * Heads.PresenceCount);
    public const int Count = Heat + 1;

    private const float Nothing = -6;

    public static void Clear(Span<float> peaks) => peaks[..Count].Fill(Nothing);

    /// <param name="scores">The raw answers of all heads for one sentence.</param>
    public static void Take(Span<float> peaks, ReadOnlySpan<float> scores)
    {
        for (var flag = 0; flag < Heads.FlagCount; flag++)
            Raise(peaks.Slice(Flags + (2 * flag), 2), scores[Heads.Flags + flag]);
        Span<double> shares = stackalloc double[Heads.Situations];
        Plain.Probabilities(scores, shares);
        for (var situation = 0; situation < Heads.PresenceCount; situation++)
        {
            Raise(peaks.Slice(Presence + (2 * situation), 2), scores[Heads.Presence + situation]);
            Raise(peaks.Slice(Shares + (2 * situation), 2), (float)Arithmetic.Log(shares[situation] + 0.001));
        }

        peaks[Heat] = Math.Max(peaks[Heat], scores[Heads.Intensity + 1]);
    }

    private static readonly Calibration Plain = new();

    private static void Raise(Span<float> two, float answer)
    {
        if (answer > two[0])
        {
            two[1] = two[0];
            two[0] = answer;
        }
        else if (answer > two[1])
        {
            two[1] = answer;
        }
    }
}
