using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>A program that serves until it is stopped, and says in a line when it does.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<TaskCompletionSource<string>, Func<string, bool>> _waiting = new();

    private ServerProcess(Process process) => _process = process;

    public IReadOnlyCollection<string> Lines => _lines;

    public static ServerProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, e) => server.Hear(e.Data);
        process.ErrorDataReceived += (_, e) => server.Hear(e.Data);
        process.Exited += (_, _) => server.Fail("ended");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[source] = wanted;
        if (_lines.FirstOrDefault(wanted) is { } said) source.TrySetResult(said);
        using var deadline = new CancellationTokenSource(LongestStart);
        await using var _ = deadline.Token.Register(() => Fail($"said nothing of the kind in {LongestStart}"));
        return await source.Task;
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        foreach (var (source, wanted) in _waiting)
            if (wanted(line)) source.TrySetResult(line);
    }

    private void Fail(string how)
    {
        foreach (var source in _waiting.Keys)
            source.TrySetException(new InvalidOperationException($"{string.Join(' ', _process.StartInfo.ArgumentList)} {how}:\n{string.Join('\n', _lines)}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
