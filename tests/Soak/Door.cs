using System.Net.Http.Headers;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>The bot's HTTP door, however many instances stand behind it: posts as Teams does, the same activity again until it is acknowledged.</summary>
internal sealed class Door(RunningServer[] bots) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private volatile Uri[] _urls = [.. bots.Select(b => b.Url)];
    private int _repeated;

    public int Repeated => _repeated;

    /// <summary>An instance has a new address.</summary>
    public void Restarted() => _urls = [.. bots.Select(b => b.Url)];

    public async Task PostAsync(byte[] body, int instance)
    {
        for (var attempt = 0; !await IsAcknowledgedAsync(body, instance + attempt); attempt++)
        {
            if (attempt > Limit / Pause) throw new TimeoutException($"Not acknowledged after {Limit}");
            Interlocked.Increment(ref _repeated);
            await Task.Delay(Pause);
        }
    }

    /// <summary>What /health/work of each instance answers.</summary>
    public async Task<IReadOnlyList<string>> OverdueAsync()
    {
        var answers = new List<string>();
        foreach (var url in _urls) answers.Add(await (await _http.GetAsync(new Uri(url, "/health/work"))).Content.ReadAsStringAsync());
        return answers;
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsAcknowledgedAsync(byte[] body, int instance)
    {
        var urls = _urls;
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await _http.PostAsync(new Uri(urls[instance % urls.Length], "/api/messages"), content);
            if ((int)answer.StatusCode is >= 400 and < 500) throw new InvalidOperationException($"The bot refused a good message with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }
}
