using System.Diagnostics;
using System.Text;

namespace ClientBot.Benchmarks.Load;

/// <summary>Holds conversations, so many at once, each turn sent when the one before was answered. A thread for each: it sleeps while the bot works.</summary>
internal sealed class Driver(RunningServer server, int atOnce)
{
    private static int _runs;
    private static int _told;
    private readonly Uri _messages = new(server.Url, "/api/messages");
    private readonly Wire _wire = new("http://127.0.0.1:9/", "expectReplies");

    public async Task<Pass> RunAsync(int conversations)
    {
        var run = $"{Environment.ProcessId}-{Interlocked.Increment(ref _runs)}";
        var next = -1;
        var used = server.ProcessorTime;
        var own = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var part = new Part(new List<double>(conversations / atOnce * Conversation.Turns * 2));
                using var line = new Line(_messages);
                for (int number; (number = Interlocked.Increment(ref next)) < conversations;)
                    Hold(new Conversation($"{run}-{number}", number, _wire), line, part);
                return part;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return new Pass(
            [.. parts.SelectMany(p => p.Milliseconds)], Stopwatch.GetElapsedTime(began), server.ProcessorTime - used, Environment.CpuUsage.TotalTime - own,
            parts.Sum(p => p.Failed), parts.Sum(p => p.Bytes));
    }

    private static void Hold(Conversation conversation, Line line, Part part)
    {
        for (var turn = 0; turn < Conversation.Turns; turn++)
        {
            var activity = conversation.Turn(turn);
            var sent = Stopwatch.GetTimestamp();
            var (status, body) = line.Post(activity);
            part.Milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            part.Bytes += body.Length;
            if (status is >= 200 and < 300 && conversation.Heard(turn, body.Span)) continue;
            part.Failed++;
            if (Interlocked.Exchange(ref _told, 1) == 0)
                Console.WriteLine($"turn {turn + 1} of a conversation: {status} {Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 1000)])}");
            return;
        }
    }

    private sealed record Part(List<double> Milliseconds)
    {
        public int Failed { get; set; }

        public long Bytes { get; set; }
    }
}
