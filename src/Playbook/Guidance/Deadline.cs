namespace ClientBot.Playbook.Guidance;

/// <summary>By when a client wants something, as they said it: "by 5pm", "before Friday", "in the next hour". The clock that it is measured on comes later.</summary>
/// <param name="Start">Where in the message it stands.</param>
/// <param name="Length">How long the words are.</param>
public sealed record Deadline(int Start, int Length)
{
    private static readonly TimeOnly EndOfWork = new(17, 30);

    /// <summary>"Within two hours": from the moment the message was heard.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Days from today; null with a weekday or where only a time was said.</summary>
    public int? DaysAhead { get; init; }

    public DayOfWeek? Day { get; init; }

    /// <summary>True for "before Friday": the day itself is too late.</summary>
    public bool BeforeDay { get; init; }

    public TimeOnly? Time { get; init; }

    /// <summary>"By 5": nobody said whether in the morning, so it is the next five o'clock of a working day.</summary>
    public bool IsHalfOpen { get; init; }

    /// <summary>The moment on the asker's clock.</summary>
    public DateTime At(DateTime local)
    {
        if (Within is { } within) return local + within;
        var date = local.Date.AddDays(DaysAhead ?? 0);
        if (Day is { } day)
        {
            var ahead = ((int)day - (int)local.DayOfWeek + 7) % 7;
            date = local.Date.AddDays(ahead == 0 && BeforeDay ? 7 : ahead);
            if (BeforeDay) return date.AddDays(-1) + EndOfWork.ToTimeSpan();
        }

        if (BeforeDay) return date.AddDays(-1) + EndOfWork.ToTimeSpan();
        var at = date + (Time ?? EndOfWork).ToTimeSpan();
        if (IsHalfOpen && Time!.Value.Hour is >= 1 and < 8) at = at.AddHours(12);
        return at;
    }
}
