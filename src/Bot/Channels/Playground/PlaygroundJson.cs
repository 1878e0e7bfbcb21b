using Newtonsoft.Json;

namespace ClientBot.Channels.Playground;

/// <summary>What goes to the page. Newtonsoft, because Bot Framework types carry its attributes.</summary>
internal static class PlaygroundJson
{
    private static readonly JsonSerializerSettings Settings = new() { NullValueHandling = NullValueHandling.Ignore, DateParseHandling = DateParseHandling.None };

    public static string Write(object value) => JsonConvert.SerializeObject(value, Formatting.None, Settings);

    public static Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
