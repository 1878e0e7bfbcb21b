namespace ClientBot.Soak;

/// <summary>What the platform does instead of a plain answer.</summary>
internal enum Fault
{
    None,

    /// <summary>429 with Retry-After.</summary>
    Busy,

    /// <summary>500, and nothing was taken.</summary>
    Broken,

    /// <summary>404 on an update: the message was deleted by a person.</summary>
    Gone,

    /// <summary>It was taken, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The request is lost.</summary>
    RequestLost,
}

/// <summary>Chooses faults at random, the same for the same seed and order of requests.</summary>
internal sealed class Faults(int seed)
{
    private const double Share = 0.05;
    private readonly Random _random = new(seed);

    public Fault Next(bool update)
    {
        double number;
        lock (_random) number = _random.NextDouble();
        return (int)(number / Share) switch
        {
            0 => Fault.Busy,
            1 => Fault.Broken,
            2 => Fault.AnswerLost,
            3 => Fault.RequestLost,
            4 when update && number < 4.4 * Share => Fault.Gone,
            _ => Fault.None,
        };
    }
}
