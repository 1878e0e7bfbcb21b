using System.Collections.Concurrent;
using System.Net.Http.Headers;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Posts clients' messages as Teams does: one after another within a conversation, and again with the same activity id
/// until it is acknowledged. Every tenth is posted twice at once, on two instances where there are two.
/// </summary>
internal sealed class Turns(RunningServer[] bots, string serviceUrl, string run, int conversations, int turnsOfOne)
{
    private const int TwiceEvery = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Wire _wire = new(serviceUrl, null);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _marks = new();
    private volatile Uri[] _urls = [.. bots.Select(b => b.Url)];
    private int _count;
    private int _repeated;

    public IReadOnlyList<string> Conversations { get; } = [.. Enumerable.Range(0, conversations).Select(c => $"a:{run}-{c}")];

    /// <summary>The inbox keys of what was answered with a success.</summary>
    public IReadOnlyCollection<string> Acknowledged => (IReadOnlyCollection<string>)_acknowledged.Keys;

    public int Repeated => _repeated;

    public Task AcknowledgedAsync(int count) => _marks.GetOrAdd(count, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(Limit);

    /// <summary>An instance has a new address.</summary>
    public void Restarted() => _urls = [.. bots.Select(b => b.Url)];

    public async Task RunAsync(int atOnce)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < conversations;)
                for (var turn = 0; turn < turnsOfOne; turn++) await SayAsync(http, $"{run}-{number}", turn, number + turn);
        }));
    }

    private async Task SayAsync(HttpClient http, string conversation, int turn, int words)
    {
        var activity = $"{conversation}-{turn}";
        var body = _wire.Said(conversation, activity, words);
        var tries = Enumerable.Range(0, words % TwiceEvery == 0 ? 2 : 1).Select(i => UntilAcknowledgedAsync(http, body, words + i));
        await Task.WhenAll(tries);
        _acknowledged[$"a:{conversation}|{activity}"] = true;
        if (_marks.TryGetValue(Interlocked.Increment(ref _count), out var mark)) mark.TrySetResult();
    }

    private async Task UntilAcknowledgedAsync(HttpClient http, byte[] body, int instance)
    {
        for (var attempt = 0; !await IsAcknowledgedAsync(http, body, instance + attempt); attempt++)
        {
            if (attempt > Limit / Pause) throw new TimeoutException($"Not acknowledged after {Limit}");
            Interlocked.Increment(ref _repeated);
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> IsAcknowledgedAsync(HttpClient http, byte[] body, int instance)
    {
        var urls = _urls;
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await http.PostAsync(new Uri(urls[instance % urls.Length], "/api/messages"), content);
            if ((int)answer.StatusCode is >= 400 and < 500) throw new InvalidOperationException($"The bot refused a good message with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }
}
