using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// One call of Slack's Web API and what came of it, faults of the network included. A method that asked to wait is not
/// called again for that workspace before its time; other methods and workspaces go on.
/// </summary>
internal sealed class SlackApi(IHttpClientFactory clients, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackApi> log)
{
    public const string HttpClientName = "ClientBot.Slack";

    // These read their arguments from a form only.
    private static readonly string[] Forms = ["auth.test", "users.info", "conversations.info", "conversations.members"];

    private readonly ConcurrentDictionary<(string Token, string Method), DateTimeOffset> _paused = new();
    private readonly Uri _base = new(options.Value.ApiBaseUrl.TrimEnd('/') + "/");

    public async Task<SlackAnswer> CallAsync(string token, string method, JObject arguments, CancellationToken cancellationToken)
    {
        if (_paused.TryGetValue((token, method), out var until) && until - clock.GetUtcNow() is { } left && left > TimeSpan.Zero) return new SlackAnswer(429, null, left, "ratelimited");
        try
        {
            return await OnceAsync(token, method, arguments, cancellationToken);
        }
#pragma warning disable CA1031 // No network, no answer in time, no JSON, and a stop in the middle all mean that nobody knows: the caller decides.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = e is HttpRequestException http ? $"{http.HttpRequestError}" : e.GetType().Name;
            Log.Silent(log, method, fault);
            return new SlackAnswer(0, null, null, fault);
        }
    }

    private async Task<SlackAnswer> OnceAsync(string token, string method, JObject arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base, method));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = Forms.Contains(method)
            ? new FormUrlEncodedContent(arguments.Properties().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString())))
            : new StringContent(arguments.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var response = await clients.CreateClient(HttpClientName).SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = new SlackAnswer((int)response.StatusCode, Read(text), RepeatsWhatWasRefused.WaitAskedFor(response, clock), null);
        if (answer.IsOk) return answer;
        if (answer.Refusal() is Delivery.Outcome.RetryAfter(var wait)) _paused[(token, method)] = clock.GetUtcNow() + wait;
        Log.Refused(log, method, answer.Status, answer.Code);
        return answer;
    }

    private static JObject? Read(string text)
    {
        try
        {
            return SlackJson.Read(text);
        }
        catch (JsonException)
        {
            return null; // A proxy's HTML, or nothing.
        }
    }
}
