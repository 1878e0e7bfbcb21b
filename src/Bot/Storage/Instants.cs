namespace ClientBot.Storage;

/// <summary>Unix milliseconds, as the database keeps every instant.</summary>
public static class Instants
{
    public static long Milliseconds(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static DateTimeOffset ToInstant(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static long InMilliseconds(this TimeSpan span) => (long)span.TotalMilliseconds;
}
