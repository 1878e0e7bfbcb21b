using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Whether a request comes from Slack: HMAC-SHA256 over "v0:timestamp:body", the body byte by byte as it came, and at
/// most five minutes old or ahead (docs.slack.dev, "Verifying requests from Slack").
/// </summary>
internal sealed class SlackSignature
{
    public const string Header = "X-Slack-Signature", TimestampHeader = "X-Slack-Request-Timestamp";

    private const int HexLength = 64;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret;

    public SlackSignature(string secret)
    {
        // HMAC with an empty key is a signature that anybody can make.
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        _secret = Encoding.UTF8.GetBytes(secret.Trim());
    }

    /// <summary>Null when it is right; else what is wrong with it, for the log.</summary>
    public string? FaultOf(IReadOnlyList<string?> timestamps, IReadOnlyList<string?> signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamps is not [{ Length: > 0 and <= 12 } timestamp] || !timestamp.All(char.IsAsciiDigit)) return "no timestamp";
        if (signatures is not [{ Length: 3 + HexLength } signature] || !signature.StartsWith("v0=", StringComparison.Ordinal)) return "no signature";
        var age = now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture);
        if (Math.Abs(age) > Window.TotalSeconds) return age > 0 ? "too old" : "from the future";
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(timestamp, body)), Encoding.ASCII.GetBytes(signature)) ? null : "another signature";
    }

    public string Of(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hmac.AppendData(Encoding.ASCII.GetBytes("v0:" + timestamp + ":"));
        hmac.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
