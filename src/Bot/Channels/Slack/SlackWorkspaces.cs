using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>The workspaces that the bot serves. Whose a token is, and who the bot is there, Slack tells (auth.test).</summary>
internal sealed class SlackWorkspaces(IOptions<SlackOptions> options, SlackApi api, TimeProvider clock, ILogger<SlackWorkspaces> log) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private readonly SlackWorkspace[] _all = [.. options.Value.Workspaces.Select(w => new SlackWorkspace(w.BotToken.Trim(), w.TeamId.Trim()))];
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    /// <summary>Null where it is not one of ours, or Slack could not be asked yet whose our tokens are.</summary>
    public async Task<SlackWorkspace?> FindAsync(string? teamId, CancellationToken cancellationToken)
    {
        if (!SlackIds.IsTeam(teamId)) return null;
        var found = Array.Find(_all, w => w.TeamId == teamId);
        if (found is { IsKnown: true } || Array.TrueForAll(_all, w => w.IsKnown)) return found;
        await LearnAsync(cancellationToken);
        return Array.Find(_all, w => w.TeamId == teamId);
    }

    /// <summary>Asks for what is not known yet. Returns a fault that no waiting cures, or null.</summary>
    public async Task<string?> LearnAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - _tried < Again) return null;
            _tried = clock.GetUtcNow();
            for (var i = 0; i < _all.Length; i++)
                if (!_all[i].IsKnown && await LearnAsync(i, cancellationToken) is { } fault) return fault;
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> LearnAsync(int index, CancellationToken cancellationToken)
    {
        var workspace = _all[index];
        var answer = await api.CallAsync(workspace.Token, "auth.test", new JObject(), cancellationToken);
        if (!answer.IsOk)
        {
            if (answer.IsLost) return $"Slack:Workspaces:{index}:BotToken was refused by Slack ({answer.Code}); install the app again and set the token that this gives.";
            Log.NotLearned(log, index, answer.Code);
            return null;
        }

        var team = answer.Text("team_id");
        if (!SlackIds.IsTeam(team) || !SlackIds.IsUser(answer.Text("user_id"))) return null;
        if (workspace.TeamId.Length > 0 && workspace.TeamId != team) return $"Slack:Workspaces:{index}:TeamId is {workspace.TeamId}, but its BotToken is of {team}; correct one of them.";
        if (_all.Take(index).Any(w => w.TeamId == team)) return $"Slack:Workspaces:{index}:BotToken is of {team}, which is given twice; remove one.";
        workspace.Learn(team!, answer.Text("user_id")!, answer.Text("bot_id") ?? "");
        return null;
    }
}

/// <summary>One workspace: its token, and who the bot is in it.</summary>
internal sealed class SlackWorkspace(string token, string teamId)
{
    public string Token => token;

    public string TeamId { get; private set; } = teamId;

    public string BotUserId { get; private set; } = "";

    public string BotId { get; private set; } = "";

    public bool IsKnown => BotUserId.Length > 0;

    public void Learn(string team, string botUserId, string botId) => (TeamId, BotId, BotUserId) = (team, botId, botUserId);
}
