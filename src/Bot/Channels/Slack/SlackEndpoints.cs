using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// The three addresses that Slack calls. Each request is bounded, verified over its bytes, kept in the inbox and answered;
/// its turn follows. Slack waits three seconds, and shows people a fault after that.
/// </summary>
internal sealed class SlackEndpoints(IOptions<SlackOptions> options, SlackInbound inbound, TimeProvider clock, ILogger<SlackEndpoints> log)
{
    public const int LargestBody = 256 * 1024;

    private readonly Lazy<SlackSignature> _signature = new(() => new SlackSignature(options.Value.SigningSecret));

    public Task EventsAsync(HttpContext http) => AnswerAsync(http, async body =>
    {
        var envelope = SlackJson.Read(body);
        switch (envelope.Text("type"))
        {
            case "url_verification":
                await http.Response.WriteAsync(envelope.Text("challenge") ?? "", http.RequestAborted);
                break;
            case "event_callback":
                var attempt = int.TryParse(http.Request.Headers["X-Slack-Retry-Num"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                await inbound.EventAsync(envelope, body, attempt, http.RequestAborted);
                break;
            case "app_rate_limited":
                Log.Limited(log, envelope.Text("team_id") ?? "");
                break;
        }
    });

    public Task CommandsAsync(HttpContext http) => AnswerAsync(http, async body =>
    {
        var form = QueryHelpers.ParseQuery(body);
        // Slack looks whether the certificate is good.
        if (form.ContainsKey("ssl_check")) return;
        await WriteAsync(http, await inbound.CommandAsync(new JObject(form.Select(f => new JProperty(f.Key, f.Value.ToString()))), http.RequestAborted));
    });

    public Task InteractionsAsync(HttpContext http) => AnswerAsync(http, async body =>
    {
        var payload = QueryHelpers.ParseQuery(body).GetValueOrDefault("payload").ToString();
        await WriteAsync(http, await inbound.InteractionAsync(SlackJson.Read(payload), payload, http.RequestAborted));
    });

    private static async Task WriteAsync(HttpContext http, JObject? answer)
    {
        if (answer is null) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToString(Formatting.None), http.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext http, Func<string, Task> answer)
    {
        if (await BodyAsync(http) is not { } body) return;
        var headers = http.Request.Headers;
        if (_signature.Value.FaultOf(headers[SlackSignature.TimestampHeader], headers[SlackSignature.Header], body, clock.GetUtcNow()) is { } fault)
        {
            Log.NotSlack(log, fault);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await answer(Encoding.UTF8.GetString(body));
        }
        catch (JsonException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
#pragma warning disable CA1031 // The last door: behind it the web server would answer with a stack trace. Slack repeats an event that got a 503.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is not OperationCanceledException) Log.EndpointFailed(log, e);
            if (!http.Response.HasStarted) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(http.Request.ContentLength ?? LargestBody, LargestBody) + 1);
        try
        {
            var most = Math.Min(buffer.Length, LargestBody + 1);
            var length = http.Request.ContentLength > LargestBody
                ? LargestBody + 1
                : await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, most), most, false, http.RequestAborted);
            if (length <= LargestBody) return buffer[..length];
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The caller went away in the middle of its own request.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return null;
    }
}
