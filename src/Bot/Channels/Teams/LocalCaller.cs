using System.Net;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Whether a request comes from a program on this machine. A page in a local browser is not one: it says so with an
/// Origin, or gives itself away by the Host it thinks it talks to. Nor is what a proxy hands on.
/// </summary>
internal static class LocalCaller
{
    public static bool Is(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } peer || IsLoopback(peer))
        && IsLoopbackName(http.Request.Host.Host)
        && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.Any(h => h.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
        && (http.Request.Headers.Origin.Count == 0 || IsSameOrigin(http.Request));

    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IsLoopback(ip));

    private static bool IsSameOrigin(HttpRequest request) =>
        string.Equals(request.Headers.Origin.ToString(), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
