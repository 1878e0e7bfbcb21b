using System.Collections.Frozen;
using System.Security.Cryptography;

namespace ClientBot.Channels.Playground;

/// <summary>
/// The page's files, which are part of the assembly. Scripts come from here and nowhere else; styles may be inline
/// because Microsoft's card renderer sets them so.
/// </summary>
internal sealed class PlaygroundPage
{
    private const string Prefix = "playground/";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly FrozenDictionary<string, PageFile> _files = Files().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the build got Microsoft's renderer. Without it the page shows cards as text, and says so.</summary>
    public bool DrawsCards => _files.ContainsKey("adaptivecards.min.js");

    public Task IndexAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return SendAsync(context, _files["index.html"]);
    }

    public Task FileAsync(HttpContext context) =>
        context.Request.RouteValues["file"] is string name && name != "index.html" && _files.TryGetValue(name, out var file)
            ? SendAsync(context, file)
            : PlainAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such file in the playground.");

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }

    private static IEnumerable<KeyValuePair<string, PageFile>> Files()
    {
        var assembly = typeof(PlaygroundPage).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return new(name[Prefix.Length..], new PageFile(bytes, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record PageFile(byte[] Bytes, string Type, string Tag);
}
