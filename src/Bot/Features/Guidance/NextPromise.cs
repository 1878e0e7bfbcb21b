using ClientBot.Playbook.Guidance;
using ClientBot.Storage;

namespace ClientBot.Features.Guidance;

/// <summary>By when the lines promise an answer where the asker named no time, on the asker's own clock.</summary>
internal static class NextPromise
{
    /// <param name="at">When the client was heard, in Unix milliseconds: the card says the same however late it is looked at.</param>
    /// <param name="zone">The asker's IANA zone.</param>
    /// <param name="words">The client's words, which may say by when they want it.</param>
    /// <param name="soon">The time last promised has passed.</param>
    /// <returns>Words that read after "by", or null.</returns>
    public static string? At(long at, string? zone, string words, bool soon)
    {
        DateTime? local = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at.ToInstant(), found).DateTime : null;
        return Promise.For(local, DeadlineFinder.In(words), soon);
    }
}
