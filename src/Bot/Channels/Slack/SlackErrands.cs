using System.Collections.Concurrent;

namespace ClientBot.Channels.Slack;

/// <summary>
/// What goes on after Slack was answered and is worth nothing later: views, whose trigger lives three seconds. Nothing
/// that must not be lost: that stands in the inbox.
/// </summary>
internal sealed class SlackErrands(ILogger<SlackErrands> log) : IHostedService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public void Run(string what, Func<CancellationToken, Task> errand)
    {
        var task = Task.Run(() => WatchedAsync(what, errand));
        _running[task] = true;
        _ = task.ContinueWith(t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(Timeout.Infinite, cancellationToken));

    private async Task WatchedAsync(string what, Func<CancellationToken, Task> errand)
    {
        try
        {
            using var limit = new CancellationTokenSource(Longest);
            await errand(limit.Token);
        }
#pragma warning disable CA1031 // The one catch-all of errands: nobody waits for them, so that nobody else would hear of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ErrandFailed(log, what, e);
        }
    }
}
