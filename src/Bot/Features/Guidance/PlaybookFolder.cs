using Microsoft.Extensions.Options;

namespace ClientBot.Features.Guidance;

/// <summary>Watches the organisation's playbook folder. Looks at the clock of the files, as change notices get lost on network shares and in containers.</summary>
internal sealed class PlaybookFolder(CurrentPlaybook playbook, IOptions<PlaybookOptions> options, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Folder.Length == 0) return;
        var seen = Stamp();
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Stamp() is var now && now == seen) continue;
            seen = now;
            playbook.Reload();
        }
    }

    private (int Files, long Length, DateTime Latest) Stamp()
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        if (!folder.Exists) return default;
        var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        return (files.Count, files.Sum(f => f.Length), files.Count == 0 ? default : files.Max(f => f.LastWriteTimeUtc));
    }
}
