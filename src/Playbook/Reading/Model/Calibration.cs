namespace ClientBot.Playbook.Reading.Model;

/// <summary>What held-out messages taught about the raw answers: how far to trust them, and from where on to act.</summary>
internal sealed class Calibration
{
    public float Sharpness { get; init; } = 1;

    /// <summary>Added to the sharpened answers of the situations, for how often each comes up.</summary>
    public float[] Shift { get; init; } = new float[Heads.Situations];

    /// <summary>Act when the likeliest situation has at least this probability.</summary>
    public float Act { get; init; } = 0.5f;

    /// <summary>By head: on from this probability. Only presence, flags, intensity and retold are used.</summary>
    public float[] On { get; init; } = [.. Enumerable.Repeat(0.5f, Heads.Count)];

    public void Write(BinaryWriter writer)
    {
        writer.Write(Sharpness);
        foreach (var shift in Shift)
            writer.Write(shift);
        writer.Write(Act);
        foreach (var on in On)
            writer.Write(on);
    }

    public static Calibration Read(BinaryReader reader)
    {
        var sharpness = reader.ReadSingle();
        var shift = new float[Heads.Situations];
        for (var i = 0; i < shift.Length; i++)
            shift[i] = reader.ReadSingle();
        var act = reader.ReadSingle();
        var on = new float[Heads.Count];
        for (var i = 0; i < on.Length; i++)
            on[i] = reader.ReadSingle();
        return new Calibration { Sharpness = sharpness, Shift = shift, Act = act, On = on };
    }

    public void Probabilities(ReadOnlySpan<float> scores, Span<double> probabilities)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < Heads.Situations; i++)
        {
            probabilities[i] = (Sharpness * scores[i]) + Shift[i];
            most = Math.Max(most, probabilities[i]);
        }

        var sum = 0.0;
        for (var i = 0; i < Heads.Situations; i++)
            sum += probabilities[i] = Arithmetic.Exp(probabilities[i] - most);
        for (var i = 0; i < Heads.Situations; i++)
            probabilities[i] /= sum;
    }
}
