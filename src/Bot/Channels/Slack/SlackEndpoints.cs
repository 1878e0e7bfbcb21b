using System.Buffers;
using System.Text;
using ClientBot.Delivery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// The three addresses that Slack calls. Each request is bounded, verified over its bytes, kept in the inbox and answered;
/// its turn follows. Slack waits three seconds, and shows people a fault after that.
/// </summary>
internal sealed class SlackEndpoints(
    IOptions<SlackOptions> options, SlackWorkspaces workspaces, SlackInteractions interactions, InboxPump inbox, TimeProvider clock, ILogger<SlackEndpoints> log)
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
                await TakeInAsync(http, envelope, body);
                break;
            case "app_rate_limited":
                Log.Limited(log, envelope.Text("team_id") ?? "");
                break;
        }
    });

    public Task CommandsAsync(HttpContext http) => AnswerAsync(http, async body =>
    {
        var form = QueryHelpers.ParseQuery(body);
        if (form.ContainsKey("ssl_check")) return;
        var (team, user, trigger) = (form["team_id"].ToString(), form["user_id"].ToString(), form["trigger_id"].ToString());
        if (!SlackIds.IsUser(user) || trigger.Length is 0 or > 200)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (await workspaces.FindAsync(team, http.RequestAborted) is null)
        {
            await http.Response.WriteAsJsonAsync(new { response_type = "ephemeral", text = "ClientBot is not set up for this workspace." }, http.RequestAborted);
            return;
        }

        await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Command, trigger, team, user, body), http.RequestAborted);
    });

    public Task InteractionsAsync(HttpContext http) => AnswerAsync(http, async body =>
    {
        var payload = QueryHelpers.ParseQuery(body)["payload"].ToString();
        if (await interactions.AnswerAsync(SlackJson.Read(payload), payload, http.RequestAborted) is not { } answer) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToString(Formatting.None), http.RequestAborted);
    });

    private async Task TakeInAsync(HttpContext http, JObject envelope, string body)
    {
        if (http.Request.Headers.TryGetValue("X-Slack-Retry-Num", out var again)) Log.Repeated(log, again.ToString() is { Length: 1 } number ? number : "?", SlackIds.IsTeam(envelope.Text("team_id")));
        var happened = envelope.Text("event.type");
        if (happened is SlackEvents.Uninstalled || (happened is SlackEvents.Revoked && envelope.SelectToken("event.tokens.bot") is JArray { Count: > 0 })) Log.Revoked(log, envelope.Text("team_id") ?? "", happened);
        // In a shared channel the event's team may be the other organisation's; the authorization is ours.
        var team = envelope.Text("authorizations[0].team_id") ?? envelope.Text("team_id");
        if (await workspaces.FindAsync(team, http.RequestAborted) is not { } workspace || envelope.Text("event_id") is not { Length: > 0 and <= 200 } id) return;
        if (SlackEvents.SpeakerIn(envelope, workspace) is { } user) await inbox.TakeInAsync(SlackHearing.Keep(SlackHearing.Event, id, workspace.TeamId, user, body), http.RequestAborted);
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
