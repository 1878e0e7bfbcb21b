using System.Net;

namespace ClientBot.Channels;

/// <summary>
/// Whether a request comes from a program or a page of this computer. Each check stops what the others let through: a
/// name that rebinds to 127.0.0.1 has a loopback peer, a proxy on this machine has a loopback Host, and a page in a local
/// browser has both, but says with its Origin where it is from.
/// </summary>
internal static class LocalCaller
{
    /// <summary>What speaks against it, or null.</summary>
    public static string? Fault(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } peer || !IsLoopback(peer)) return "the caller is not on it";
        if (!IsLoopback(http.Request.Host.Host)) return "it was not called localhost";
        if (http.Request.Headers.Keys.Any(IsProxys)) return "a proxy handed this on";
        if (http.Request.Headers.TryGetValue("Origin", out var origins) && !(origins.Count == 1 && IsOwn(http.Request, origins[0]))) return "a page from elsewhere asks";
        return null;
    }

    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    // X-Original-*: where ASP.NET's own middleware puts what it believed of X-Forwarded-*, after taking it for the peer.
    private static bool IsProxys(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(HttpRequest request, string? origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLoopback(address));
}
