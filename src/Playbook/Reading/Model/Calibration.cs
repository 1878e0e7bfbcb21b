namespace ClientBot.Playbook.Reading.Model;

/// <summary>What held-out messages taught about the raw answers: how far to trust them, and from where on to act.</summary>
internal sealed class Calibration
{
    /// <summary>What decides on a flag: the whole message, its two strongest sentences, and a constant.</summary>
    public const int FlagInputs = 4;
    private const int SecondHeads = 1 + Heads.IntensityCount + 5;

    /// <summary>What decides on a second situation; the last is a constant.</summary>
    public const int SecondInputs = SecondHeads + (2 * Heads.Situations) + 1;

    public float Sharpness { get; init; } = 1;

    /// <summary>Added to the sharpened answers of the situations, for how often each comes up.</summary>
    public float[] Shift { get; init; } = new float[Heads.Situations];

    /// <summary>Act when the likeliest situation has at least this probability.</summary>
    public float Act { get; init; } = 0.5f;

    /// <summary>By head: on from this probability. Only flags, intensity and retold are used.</summary>
    public float[] On { get; init; } = [.. Enumerable.Repeat(0.5f, Heads.Count)];

    /// <summary>By flag: what each of its inputs weighs.</summary>
    public float[] Flags { get; init; } = new float[Heads.FlagCount * FlagInputs];

    /// <summary>By second situation: what each of its inputs weighs.</summary>
    public float[] Seconds { get; init; } = new float[Heads.PresenceCount * SecondInputs];

    /// <summary>By the likeliest situation and the second: on from this probability.</summary>
    public float[] SecondOn { get; init; } = [.. Enumerable.Repeat(0.5f, Heads.Situations * Heads.PresenceCount)];

    public double Flag(int flag, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks)
    {
        Span<float> inputs = stackalloc float[FlagInputs];
        FlagInput(flag, scores, peaks, inputs);
        return Answer(inputs, Flags.AsSpan(flag * FlagInputs, FlagInputs));
    }

    public bool HasFlag(int flag, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks) => Flag(flag, scores, peaks) >= On[Heads.Flags + flag];

    /// <summary>How likely it is that a situation which is not the main one is clearly present too.</summary>
    public double Second(int situation, ReadOnlySpan<double> probabilities, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks)
    {
        Span<float> inputs = stackalloc float[SecondInputs];
        SecondInput(situation, probabilities, scores, peaks, inputs);
        return Answer(inputs, Seconds.AsSpan(situation * SecondInputs, SecondInputs));
    }

    public bool HasSecond(int situation, int likeliest, ReadOnlySpan<double> probabilities, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks) =>
        situation != likeliest && likeliest != (int)Situation.Calm
        && Second(situation, probabilities, scores, peaks) >= SecondOn[(likeliest * Heads.PresenceCount) + situation];

    public static void FlagInput(int flag, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks, Span<float> inputs)
    {
        inputs[0] = scores[Heads.Flags + flag];
        inputs[1] = peaks[Peaks.Flags + (2 * flag)];
        inputs[2] = peaks[Peaks.Flags + (2 * flag) + 1];
        inputs[3] = 1;
    }

    public static void SecondInput(int situation, ReadOnlySpan<double> probabilities, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks, Span<float> inputs)
    {
        inputs.Clear();
        inputs[0] = scores[Heads.Presence + situation];
        for (var i = 0; i < Heads.IntensityCount; i++)
            inputs[1 + i] = scores[Heads.Intensity + i];
        var at = 1 + Heads.IntensityCount;
        inputs[at] = peaks[Peaks.Presence + (2 * situation)];
        inputs[at + 1] = peaks[Peaks.Presence + (2 * situation) + 1];
        inputs[at + 2] = peaks[Peaks.Shares + (2 * situation)];
        inputs[at + 3] = peaks[Peaks.Shares + (2 * situation) + 1];
        inputs[at + 4] = peaks[Peaks.Heat];
        var likeliest = 0;
        for (var i = 0; i < Heads.Situations; i++)
        {
            inputs[SecondHeads + i] = (float)Arithmetic.Log(probabilities[i] + 0.0001);
            likeliest = probabilities[i] > probabilities[likeliest] ? i : likeliest;
        }

        inputs[SecondHeads + Heads.Situations + likeliest] = 1;
        inputs[SecondInputs - 1] = 1;
    }

    public static double Answer(ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < inputs.Length; i++)
            sum += (double)inputs[i] * weights[i];
        return Arithmetic.Sigmoid(sum);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Sharpness);
        writer.Write(Act);
        foreach (var numbers in new[] { Shift, On, Flags, Seconds, SecondOn })
        {
            foreach (var number in numbers)
                writer.Write(number);
        }
    }

    public static Calibration Read(BinaryReader reader) => new()
    {
        Sharpness = reader.ReadSingle(),
        Act = reader.ReadSingle(),
        Shift = Numbers(reader, Heads.Situations),
        On = Numbers(reader, Heads.Count),
        Flags = Numbers(reader, Heads.FlagCount * FlagInputs),
        Seconds = Numbers(reader, Heads.PresenceCount * SecondInputs),
        SecondOn = Numbers(reader, Heads.Situations * Heads.PresenceCount),
    };

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

    private static float[] Numbers(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = reader.ReadSingle();
        return numbers;
    }
}
