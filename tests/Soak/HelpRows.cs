using System.Globalization;
using System.Text.Json;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>Escalations as the database tells of them.</summary>
internal sealed class HelpRows(Storage storage, string folder)
{
    private readonly Rows _rows = new(storage, folder);

    public Task<int> WaitingAsync() => _rows.WaitingAsync();

    /// <summary>Makes a team of a crew whose people are known already, and returns their person ids by user id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SetUpAsync(string id, object policy, IEnumerable<string> members)
    {
        await _rows.ChangeAsync(
            "INSERT INTO teams (id, name, created_at, policy, version) VALUES (@id, 'Crew', 0, @policy, 0)", ("@id", id), ("@policy", JsonSerializer.Serialize(policy)));
        foreach (var member in members)
            await _rows.ChangeAsync("INSERT INTO team_members (team_id, person_id, is_manager) VALUES (@id, @person, @manager)", ("@id", id), ("@person", member), ("@manager", false));
        return await PersonsAsync("");
    }

    /// <summary>Person ids by user id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PersonsAsync(string run) =>
        (await _rows.AskAsync("SELECT user_id, person_id FROM identities", "", r => (User: r.GetString(0), Person: r.GetString(1))))
            .Where(r => r.User.Contains(run, StringComparison.Ordinal)).ToDictionary(r => r.User, r => r.Person);

    /// <summary>By id: state and owner.</summary>
    public async Task<IReadOnlyDictionary<string, (string State, string? OwnerId)>> StatesAsync() =>
        (await _rows.AskAsync("SELECT id, state, owner_id FROM escalations", "", r => (Id: r.GetString(0), State: r.GetString(1), Owner: r.IsDBNull(2) ? null : r.GetString(2))))
            .ToDictionary(r => r.Id, r => (r.State, r.Owner));

    /// <summary>Everything that happened, in order, by escalation.</summary>
    public async Task<ILookup<string, HelpLine>> HistoryAsync() =>
        (await _rows.AskAsync(
            "SELECT escalation_id, kind, person_id, at FROM escalation_events ORDER BY at, id", "",
            r => (Id: r.GetString(0), Line: new HelpLine(r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), Convert.ToInt64(r.GetValue(3), CultureInfo.InvariantCulture)))))
            .ToLookup(r => r.Id, r => r.Line);

    /// <summary>The newest messages to somebody, and what became of each.</summary>
    public async Task<IReadOnlyList<string>> LastSentAsync(IReadOnlyCollection<string> users) =>
        [.. (await _rows.AskAsync(
            """
            SELECT i.user_id, o.id, o.kind, o.shown_card_id, o.attempts, o.due_at, o.claimed_until, o.done_at, o.outcome
            FROM outbox o JOIN identities i ON o.lane = i.person_id || '@' || i.channel ORDER BY o.id DESC LIMIT 1000
            """,
            "", r => (User: r.GetString(0), Row: string.Join(' ', Enumerable.Range(0, r.FieldCount).Select(r.GetValue)))))
            .Where(r => users.Contains(r.User)).GroupBy(r => r.User).SelectMany(g => g.Take(6)).Select(r => r.Row)];

    public Task<int> UnfollowedAsync() => _rows.UnfollowedAsync();

    /// <summary>What became of messages that were not delivered, with how many.</summary>
    public async Task<IReadOnlyList<string>> UndeliveredAsync() =>
        [.. (await _rows.UndeliveredAsync()).GroupBy(o => o).Select(g => $"{g.Key} ({g.Count()})")];
}

/// <summary>One line of an escalation's history.</summary>
internal sealed record HelpLine(string Kind, string? PersonId, long At);
