using ClientBot.Storage;

namespace ClientBot.Features.Guidance;

/// <summary>
/// By when the lines promise an answer where the asker named no time. The scripts say "by the end of today"; in the late
/// afternoon nobody can keep that, so it is the next working day's noon then. Without a zone the scripts' own words stay.
/// </summary>
internal static class NextPromise
{
    private const int LateFrom = 15;

    /// <param name="at">When the client was heard, in Unix milliseconds: the card says the same however late it is looked at.</param>
    /// <param name="zone">The asker's IANA zone.</param>
    /// <returns>Words that read after "by", or null.</returns>
    public static string? At(long at, string? zone)
    {
        if (zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return null;
        var local = TimeZoneInfo.ConvertTime(at.ToInstant(), found);
        var late = local.Hour >= LateFrom;
        return local.DayOfWeek switch
        {
            DayOfWeek.Friday when late => "noon on Monday",
            DayOfWeek.Saturday or DayOfWeek.Sunday => "noon on Monday",
            _ when late => "noon tomorrow",
            _ => null,
        };
    }
}
