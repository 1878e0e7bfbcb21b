using System.Collections.Concurrent;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>
/// Posts clients' messages as Teams does: one after another within a conversation, and again with the same activity id
/// until it is acknowledged. Every tenth is posted twice at once, on two instances where there are two.
/// </summary>
internal sealed class Turns(Door door, string serviceUrl, string run, int conversations, int turnsOfOne)
{
    private const int TwiceEvery = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Wire _wire = new(serviceUrl, null);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _marks = new();
    private int _count;

    public IReadOnlyList<string> Conversations { get; } = [.. Enumerable.Range(0, conversations).Select(c => $"a:{run}-{c}")];

    /// <summary>The inbox keys of what was answered with a success.</summary>
    public IReadOnlyCollection<string> Acknowledged => (IReadOnlyCollection<string>)_acknowledged.Keys;

    public Task AcknowledgedAsync(int count) => _marks.GetOrAdd(count, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(Limit);

    public async Task RunAsync(int atOnce)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < conversations;)
                for (var turn = 0; turn < turnsOfOne; turn++) await SayAsync($"{run}-{number}", turn, number + turn);
        }));
    }

    private async Task SayAsync(string conversation, int turn, int words)
    {
        var activity = $"{conversation}-{turn}";
        var body = _wire.Said(conversation, activity, words);
        await Task.WhenAll(Enumerable.Range(0, words % TwiceEvery == 0 ? 2 : 1).Select(i => door.PostAsync(body, words + i)));
        _acknowledged[$"a:{conversation}|{activity}"] = true;
        if (_marks.TryGetValue(Interlocked.Increment(ref _count), out var mark)) mark.TrySetResult();
    }
}
