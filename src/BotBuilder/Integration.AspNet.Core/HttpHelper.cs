using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

public static class HttpHelper
{
    public static readonly JsonSerializerSettings BotMessageSerializerSettings = WireJson.Settings();

    public static readonly JsonSerializer BotMessageSerializer = JsonSerializer.Create(BotMessageSerializerSettings);

    public static async Task<T> ReadRequestAsync<T>(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body).ConfigureAwait(false);
            body.Position = 0;
            using var reader = new JsonTextReader(new StreamReader(body, Encoding.UTF8)) { MaxDepth = BotMessageSerializerSettings.MaxDepth };
            return BotMessageSerializer.Deserialize<T>(reader);
        }
        catch (JsonException)
        {
            // Not JSON, or JSON of another shape: the caller sees a default and answers 400.
            return default;
        }
    }

    public static async Task WriteResponseAsync(HttpResponse response, InvokeResponse invokeResponse)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.StatusCode = invokeResponse?.Status ?? (int)HttpStatusCode.OK;
        if (invokeResponse?.Body == null)
            return;

        response.ContentType = "application/json";
        using var body = new MemoryStream();
        await using (var text = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true))
            BotMessageSerializer.Serialize(text, invokeResponse.Body);

        body.Position = 0;
        await body.CopyToAsync(response.Body).ConfigureAwait(false);
    }
}
