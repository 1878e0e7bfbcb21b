using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Slack's events at a steady rate over many conversations, whether the bot keeps up or not, with a Web API that takes its
/// time. Measures from the delivery of an event to its acknowledgement, and counts the replies to each. With a kill, a bot
/// dies without a word in the middle, and what it did not acknowledge is delivered again, as Slack does.
/// </summary>
internal sealed class SlackLoad : IAsyncDisposable
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const double Target = 500;
    private static readonly TimeSpan ApiAnswersIn = TimeSpan.FromMilliseconds(200), Settle = TimeSpan.FromMinutes(3), Again = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Texts =
    [
        "third time this invoice is wrong and I'm really fed up", "your contract says the setup is free, so I won't pay for it", "we need the whole shop rebuilt by Monday, for the same price of course",
        "I want my money back today, this is ridiculous", "could you send me the slides from Tuesday, please?",
    ];

    private readonly Storage _storage;
    private readonly string _folder;
    private readonly RunningServer[] _bots;
    private readonly SlackPlatform _slack;
    private readonly Rows _rows;
    private readonly Verdict _verdict;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentBag<double> _acknowledged = [];
    private int _repeated;

    private SlackLoad(Storage storage, string folder, RunningServer[] bots, SlackPlatform slack, Verdict verdict)
    {
        (_storage, _folder, _bots, _slack, _verdict) = (storage, folder, bots, slack, verdict);
        _rows = new Rows(storage, folder);
    }

    public static async Task<SlackLoad> PrepareAsync(Storage storage, bool withKill, Verdict verdict)
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-slack-").FullName;
        var slack = await SlackPlatform.StartAsync(ApiAnswersIn);
        var bots = new RunningServer[withKill && storage.Connection.Length > 0 ? 2 : 1];
        for (var i = 0; i < bots.Length; i++) bots[i] = await OurBot.StartAsync(storage, folder, Settings(slack));
        return new SlackLoad(storage, folder, bots, slack, verdict);
    }

    public async Task RunAsync(int rate, int conversations, int seconds, bool withKill, bool loosely)
    {
        var (count, clock, cpu) = (rate * seconds, Stopwatch.StartNew(), Processor());
        var deliveries = new List<Task>(count);
        Task? killing = null;
        var underWay = 0;
        for (var n = 0; n < count; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / rate);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            if (withKill && n == count / 2) killing = Task.Run(async () => underWay = await KillAsync());
            deliveries.Add(DeliverAsync(n, $"U{n % conversations:0000}"));
        }

        await Task.WhenAll(deliveries);
        if (killing is not null) await killing;
        var drained = await DrainAsync(count);
        Report(rate, conversations, seconds, count, clock.Elapsed, withKill ? null : (Processor() - cpu).TotalSeconds / clock.Elapsed.TotalSeconds);
        Judge(count, drained, withKill, underWay, loosely);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots) await bot.DisposeAsync();
        await _slack.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // What a dead process had claimed is free again within the run.
    private static (string, string)[] Settings(SlackPlatform slack) =>
    [
        ("Slack__SigningSecret", Secret), ("Slack__Workspaces__0__BotToken", SlackPlatform.Token), ("Slack__ApiBaseUrl", slack.Url),
        ("Delivery__Claim", "00:00:10"), ("Logging__LogLevel__Default", "Warning"),
    ];

    // Slack counts from the delivery of an event; what came too late or not at all it delivers again.
    private async Task DeliverAsync(int number, string user)
    {
        var body = Event(number, user);
        var first = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            if (await IsAcknowledgedAsync(body, number + attempt))
            {
                if (attempt == 0) _acknowledged.Add(Stopwatch.GetElapsedTime(first).TotalMilliseconds);
                return;
            }

            if (attempt > Settle / Again) throw new TimeoutException($"Event {number} was not acknowledged within {Settle}");
            Interlocked.Increment(ref _repeated);
            await Task.Delay(Again);
        }
    }

    private async Task<bool> IsAcknowledgedAsync(byte[] body, int instance)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_bots[instance % _bots.Length].Url, "/slack/events")) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Slack-Request-Timestamp", at);
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{at}:"), .. body])));
        try
        {
            using var answer = await _http.SendAsync(request);
            if ((int)answer.StatusCode is >= 400 and < 500) throw new InvalidOperationException($"The bot refused a good event with {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private static byte[] Event(int number, string user) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "event_callback", team_id = SlackPlatform.Team, api_app_id = "A0SOAK", event_id = string.Create(CultureInfo.InvariantCulture, $"Ev{number}"), event_time = 1700000000,
        authorizations = new[] { new { team_id = SlackPlatform.Team, user_id = "U0BOT", is_bot = true } },
        @event = new
        {
            type = "message", channel = "D" + user[1..], channel_type = "im", user, team = SlackPlatform.Team, ts = string.Create(CultureInfo.InvariantCulture, $"1700000000.{number:000000}"),
            text = $"for {SlackPlatform.Mark(number)}: {Texts[number % Texts.Length]}",
        },
    });

    /// <returns>How many messages were being sent when it died.</returns>
    private async Task<int> KillAsync()
    {
        var underWay = _slack.UnderWay;
        await _bots[0].KillAsync();
        await _bots[0].DisposeAsync();
        _bots[0] = await OurBot.StartAsync(_storage, _folder, Settings(_slack));
        return underWay;
    }

    private async Task<bool> DrainAsync(int count)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Settle)
        {
            if (_slack.Replies.Count >= count && await _rows.WaitingAsync() == 0) return true;
            await Task.Delay(Again);
        }

        return false;
    }

    private void Report(int rate, int conversations, int seconds, int count, TimeSpan all, double? used)
    {
        Console.WriteLine($"{_storage.Name}, {_bots.Length} instance(s): {count:N0} events, {rate} a second for {seconds} s over {conversations} conversations, the API answering in {ApiAnswersIn.TotalMilliseconds:0} ms"
            + (used is { } cpu ? $"; {cpu:0.00} processors used by the bot" : ""));
        Console.WriteLine($"  acknowledged at the first delivery {_acknowledged.Count:N0}: p50 {At(0.5):0} ms, p99 {At(0.99):0} ms, most {At(1):0} ms; delivered again {_repeated:N0}");
        Console.WriteLine($"  replies {_slack.Replies.Values.Sum():N0}, to {_slack.Replies.Count:N0} events; the last {(all - TimeSpan.FromSeconds(seconds)).TotalSeconds:0.0} s after the last event");
    }

    private void Judge(int count, bool drained, bool withKill, int underWay, bool loosely)
    {
        var missing = count - _slack.Replies.Count;
        var (twice, often) = (_slack.Replies.Count(r => r.Value == 2), _slack.Replies.Count(r => r.Value > 2));
        _verdict.Check("every event got its reply", missing == 0 && drained, $"{missing} did not");
        _verdict.Check("nothing else was said", _slack.Strangers == 0, $"{_slack.Strangers} messages");
        _verdict.Check("no reply came more than once more", often == 0, $"{often} did");
        if (withKill) _verdict.Check("only replies whose own send was under way at the kill came twice", twice <= underWay + 16, $"{twice} came twice, {underWay} were under way");
        else _verdict.Check("no reply came twice", twice == 0, $"{twice} did");
        if (withKill) Console.WriteLine($"  killed in the middle with {underWay} messages on their way; {twice} replies came twice");
        if (!withKill && !loosely) _verdict.Check($"p99 of the acknowledgements is under {Target} ms", At(0.99) < Target, $"{At(0.99):0} ms");
    }

    private TimeSpan Processor() => _bots.Aggregate(TimeSpan.Zero, (sum, bot) => sum + bot.ProcessorTime);

    private double At(double share)
    {
        var times = _acknowledged.Order().ToList();
        return times.Count == 0 ? 0 : times[Math.Clamp((int)Math.Ceiling(share * times.Count) - 1, 0, times.Count - 1)];
    }
}
