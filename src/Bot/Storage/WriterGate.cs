namespace ClientBot.Storage;

/// <summary>
/// Lets one in at a time. Whoever hurries goes before those who don't, and else it is first come, first served: behind a
/// hundred turns that wait, a platform that waits for its acknowledgement would wait too long.
/// </summary>
internal sealed class WriterGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _hurried = new(), _others = new();
    private bool _taken;

    public async Task EnterAsync(bool hurries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return;
            }

            // Run on by whoever leaves, it would run under their feet.
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (hurries ? _hurried : _others).Enqueue(turn);
        }

        await using (cancellationToken.Register(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn)) await turn.Task;
    }

    public void Leave()
    {
        lock (_lock)
        {
            // Who gave up meanwhile is passed over.
            while (_hurried.TryDequeue(out var next) || _others.TryDequeue(out next))
                if (next.TrySetResult()) return;
            _taken = false;
        }
    }
}
