using System.Diagnostics;
using System.Globalization;

namespace ClientBot.Benchmarks;

/// <summary>A bot in a process of its own, killed when disposed.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _tail;
    private bool _disposed;

    private RunningServer(string name, Process process, Uri url, List<string> tail) => (Name, _process, Url, _tail) = (name, process, url, tail);

    public string Name { get; }

    public Uri Url { get; }

    /// <summary>A folder of its own, deleted with it; null where it has none.</summary>
    public string? Folder { get; init; }

    public long ResidentMegabytes => FromProc("VmRSS:") ?? Refreshed().WorkingSet64 >> 20;

    public long PeakMegabytes => FromProc("VmHWM:") ?? Refreshed().PeakWorkingSet64 >> 20;

    /// <summary>Processor time used so far, of all its threads.</summary>
    public TimeSpan ProcessorTime => Refreshed().TotalProcessorTime;

    /// <summary>What it said last, for a person who wants to know why it failed.</summary>
    public string Tail
    {
        get
        {
            lock (_tail) return string.Join('\n', _tail);
        }
    }

    /// <summary>Starts a program and waits until a line of its output ends with the address it listens on.</summary>
    public static async Task<RunningServer> StartAsync(string name, ProcessStartInfo start, string? folder = null)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tail = new List<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.Exited += (_, _) => found.TrySetException(new InvalidOperationException($"{name} ended before it listened"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new RunningServer(name, process, await found.Task.WaitAsync(StartLimit), tail) { Folder = folder };
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            lock (tail) throw new InvalidOperationException($"{name} did not start: {start.FileName} {string.Join(' ', start.ArgumentList)}\n{string.Join('\n', tail)}", e);
        }

        void Hear(string? line)
        {
            if (line is null) return;
            lock (tail)
            {
                tail.Add(line);
                if (tail.Count > 40) tail.RemoveAt(0);
            }

            var at = line.LastIndexOf("http://", StringComparison.Ordinal);
            if (at >= 0 && !found.Task.IsCompleted && Uri.TryCreate(line[at..].Trim(), UriKind.Absolute, out var url)) found.TrySetResult(url);
        }
    }

    /// <summary>SIGKILL: the process gets no chance to end anything properly.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Disposed a second time, when the next one did not start: that fault is the one to see.
        if (_disposed) return;
        _disposed = true;
        await KillAsync();
        _process.Dispose();
        if (Folder is not null) Directory.Delete(Folder, recursive: true);
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }

    private long? FromProc(string field)
    {
        var file = $"/proc/{_process.Id}/status";
        if (!OperatingSystem.IsLinux() || !File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line is null ? null : long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) >> 10;
    }
}
