using System.Security.Cryptography;

namespace ClientBot.Storage;

/// <summary>
/// Makes ULIDs: 26 characters of Crockford's base 32, 48 bits of Unix milliseconds and 80 random bits
/// (github.com/ulid/spec). Ids of one process sort in the order they were made, also within a millisecond:
/// the outbox relies on it.
/// </summary>
public sealed class Ids(TimeProvider clock)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly Lock _lock = new();
    private long _lastMilliseconds;
    private UInt128 _lastRandom;

    public const int Length = 26;

    public string New()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _lastMilliseconds)
            {
                _lastMilliseconds = now;
                _lastRandom = Random();
            }
            else
            {
                // The same millisecond, or a clock that was set back: count on, so that order holds.
                _lastRandom++;
            }

            return Encode(_lastMilliseconds, _lastRandom);
        }
    }

    public static bool IsId(string? text) => text is { Length: Length } && text.All(Alphabet.Contains);

    // The top bit stays free, so that counting on never overflows the 80 bits.
    private static UInt128 Random()
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes);
        bytes[0] &= 0x7F;
        UInt128 value = 0;
        foreach (var b in bytes) value = (value << 8) | b;
        return value;
    }

    private static string Encode(long milliseconds, UInt128 random) => string.Create(Length, (milliseconds, random), static (text, parts) =>
    {
        var value = ((UInt128)(ulong)parts.milliseconds << 80) | parts.random;
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    });
}
