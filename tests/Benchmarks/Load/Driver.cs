using System.Diagnostics;
using System.Net.Http.Headers;

namespace ClientBot.Benchmarks.Load;

/// <summary>Holds conversations, so many at once, each turn sent when the one before was answered.</summary>
internal sealed class Driver : IDisposable
{
    private static int _runs;
    private static int _told;
    private readonly HttpClient _http;
    private readonly RunningServer _server;
    private readonly Uri _messages;
    private readonly int _atOnce;
    private readonly Wire _wire = new("http://127.0.0.1:9/", "expectReplies");

    public Driver(RunningServer server, int atOnce)
    {
        _server = server;
        _atOnce = atOnce;
        _messages = new Uri(server.Url, "/api/messages");
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce, UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    }

    public async Task<Pass> RunAsync(int conversations)
    {
        var run = $"{Environment.ProcessId}-{Interlocked.Increment(ref _runs)}";
        var next = -1;
        var used = _server.ProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, _atOnce).Select(_ => Task.Run(async () =>
        {
            var part = new Part(new List<double>(conversations / _atOnce * Conversation.Turns * 2));
            var buffer = new byte[256 * 1024];
            for (int number; (number = Interlocked.Increment(ref next)) < conversations;)
                await HoldAsync(new Conversation($"{run}-{number}", number, _wire), buffer, part);
            return part;
        })));
        return new Pass([.. parts.SelectMany(p => p.Milliseconds)], Stopwatch.GetElapsedTime(began), _server.ProcessorTime - used, parts.Sum(p => p.Failed), parts.Sum(p => p.Bytes));
    }

    public void Dispose() => _http.Dispose();

    private async Task HoldAsync(Conversation conversation, byte[] buffer, Part part)
    {
        for (var turn = 0; turn < Conversation.Turns; turn++)
        {
            var content = new ByteArrayContent(conversation.Turn(turn));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, _messages) { Content = content };
            var sent = Stopwatch.GetTimestamp();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.Content.ReadAsStreamAsync();
            var length = 0;
            for (int read; (read = await body.ReadAsync(buffer.AsMemory(length))) > 0;) length += read;
            part.Milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            part.Bytes += length;
            if (response.IsSuccessStatusCode && conversation.Heard(turn, buffer.AsSpan(0, length))) continue;
            part.Failed++;
            if (Interlocked.Exchange(ref _told, 1) == 0)
                Console.WriteLine($"turn {turn + 1} of a conversation: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(buffer, 0, Math.Min(length, 1000))}");
            return;
        }
    }

    private sealed record Part(List<double> Milliseconds)
    {
        public int Failed { get; set; }

        public long Bytes { get; set; }
    }
}
