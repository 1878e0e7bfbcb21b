using System.Net;

namespace ClientBot.Channels.Playground;

/// <summary>
/// Nobody signs in to the playground, so it is for this computer alone: the peer, the name it was called by, and the
/// page that calls must all be local. Each check stops what the others let through: a name that rebinds to 127.0.0.1
/// has a loopback peer, and a proxy on this machine has a loopback Host.
/// </summary>
internal static class PlaygroundGate
{
    public static RequestDelegate Guard(RequestDelegate next) => context =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Fault(context) is { } fault ? PlainAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, fault) : next(context);
    };

    internal static string? Fault(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } peer || !IsLoopback(peer))
            return "The playground answers only to this computer.";
        if (!IsLoopback(context.Request.Host.Host))
            return "The playground answers only under localhost.";
        if (context.Request.Headers.Keys.Any(IsProxys))
            return "The playground does not answer through a proxy.";
        if (context.Request.Headers.TryGetValue("Origin", out var origins) && !(origins.Count == 1 && IsOwn(context.Request, origins[0])))
            return "The playground answers only to its own page.";
        return null;
    }

    // X-Original-*: where ASP.NET's own middleware puts what it believed of X-Forwarded-*, after taking it for the peer.
    private static bool IsProxys(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(HttpRequest request, string? origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IsLoopback(address));

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
