using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Guidance;

/// <summary>The playbook in force. A folder's change is read while the bot runs; a broken edit keeps the last good one and the log says why.</summary>
public sealed class CurrentPlaybook
{
    private readonly string[] _folders;
    private readonly ILogger<CurrentPlaybook> _log;
    private volatile Guide _guide;

    /// <exception cref="PlaybookFaultException">The playbook has mistakes; the message lists them, a line each.</exception>
    public CurrentPlaybook(IOptions<PlaybookOptions> options, ILogger<CurrentPlaybook> log)
    {
        _folders = options.Value.Folder.Length > 0 ? [options.Value.Folder] : [];
        _log = log;
        var loaded = EditionLoader.Load(_folders);
        _guide = new Guide(loaded.Edition ?? throw new PlaybookFaultException(string.Join('\n', loaded.Mistakes)));
    }

    public Guide Guide => _guide;

    public Edition Edition => _guide.Edition;

    /// <summary>Reads the folder again. True when something else is in force now.</summary>
    public bool Reload()
    {
        var loaded = EditionLoader.Load(_folders);
        if (loaded.Edition is null)
        {
            Log.PlaybookKept(_log, string.Join("; ", loaded.Mistakes));
            return false;
        }

        if (loaded.Edition.Version == Edition.Version) return false;
        _guide = new Guide(loaded.Edition);
        Log.PlaybookReloaded(_log, loaded.Edition.Version);
        return true;
    }
}

/// <summary>Where the organisation keeps its own words.</summary>
public sealed class PlaybookOptions
{
    public const string Section = "Playbook";

    /// <summary>A folder of the same shape as the built-in playbook, merged over it. Empty: the built-in one alone.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>The playbook has mistakes: the start stops here.</summary>
public sealed class PlaybookFaultException : Exception
{
    public PlaybookFaultException(string message)
        : base(message)
    {
    }

    public PlaybookFaultException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public PlaybookFaultException()
    {
    }
}
