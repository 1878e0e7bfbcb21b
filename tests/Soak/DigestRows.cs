using System.Globalization;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>Teams with a channel, a digest and conversations of the last two days, written straight into the tables.</summary>
internal sealed class DigestRows(Storage storage, string folder)
{
    private const int CasesOfOne = 12;
    private const string Numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @last) ";

    /// <summary>Zones all round the earth, some of them half an hour or three quarters off.</summary>
    public static readonly IReadOnlyList<string> Zones =
    [
        "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota",
        "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "Atlantic/Azores", "Europe/London", "Europe/Berlin", "Africa/Lagos", "Africa/Cairo", "Europe/Athens", "Africa/Nairobi",
        "Europe/Moscow", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney",
    ];

    private readonly Rows _rows = new(storage, folder);

    public static string Channel(int team) => string.Create(CultureInfo.InvariantCulture, $"19:digest{team}@thread.tacv2");

    /// <summary>All of them are due at this instant, each by its own clock.</summary>
    public async Task WriteAsync(int teams, DateTimeOffset due, string serviceUrl)
    {
        // First of all: a team may be due as soon as it is there.
        await CasesAsync(teams * CasesOfOne, due);
        for (var team = 0; team < teams; team++)
        {
            var zone = Zones[team % Zones.Count];
            var local = TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var (id, address) = (Id('T', team), Id('A', team));
            await _rows.ChangeAsync("INSERT INTO teams (id, name, zone, created_at, version) VALUES (@id, 'Team', @zone, 0, 0)", ("@id", id), ("@zone", zone));
            await _rows.ChangeAsync(
                """
                INSERT INTO addresses (id, channel, tenant, conversation_id, kind, service_url, bot_id, welcomed, has_guests)
                VALUES (@id, 'msteams', @tenant, @conversation, 'Channel', @url, '28:bot', @yes, @no)
                """, ("@id", address), ("@tenant", Tenant(team % 40)), ("@conversation", Channel(team)), ("@url", serviceUrl), ("@yes", true), ("@no", false));
            await _rows.ChangeAsync("INSERT INTO team_channels (team_id, address_id) VALUES (@team, @address)", ("@team", id), ("@address", address));
            await _rows.ChangeAsync(
                "INSERT INTO digests (team_id, rhythm, weekday, minute, is_muted, due_at) VALUES (@team, 'Daily', 'Monday', @minute, @no, @due)",
                ("@team", id), ("@minute", (local.Hour * 60) + local.Minute), ("@no", false), ("@due", due.ToUnixTimeMilliseconds()));
        }
    }

    /// <summary>How many digests are noted as posted, and how many teams are planned for later.</summary>
    public async Task<(int Posted, int Planned)> StateAsync(DateTimeOffset due)
    {
        var posted = (await _rows.AskAsync("SELECT COUNT(*) FROM digest_runs", "", r => r.GetInt64(0)))[0];
        var planned = await _rows.AskAsync("SELECT due_at FROM digests", "", r => r.GetInt64(0));
        return ((int)posted, planned.Count(d => d > due.ToUnixTimeMilliseconds()));
    }

    // The same text for both databases: ids are counted up from a number of as many digits.
    private async Task CasesAsync(int count, DateTimeOffset due)
    {
        var (last, at) = ("@last", "@at");
        await _rows.ChangeAsync(
            Numbers + $"""
            INSERT INTO cases (id, person_id, data_key_id, opened_at, last_at, rounds, strikes, team_id)
            SELECT '01JC0000000000' || CAST(100000000000 + i AS TEXT), 'person' || CAST(i % 4 AS TEXT), 'none', @at - 1000 * (i % 170000), @at - 1000 * (i % 170000), 1, 0,
              '01JT0000000000' || CAST(100000000000 + i / {CasesOfOne} AS TEXT) FROM n
            """, (last, count - 1), (at, due.ToUnixTimeMilliseconds() - 1));
        await _rows.ChangeAsync(
            Numbers + """
            INSERT INTO rounds (id, case_id, number, at, words, reading, read_as, intensity, trend, play_id, tone, fact, lines, version)
            SELECT '01JR0000000000' || CAST(100000000000 + i AS TEXT), '01JC0000000000' || CAST(100000000000 + i AS TEXT), 1, @at, @bytes, @bytes, 'Angry', 1, 0, 'angry.repeat-issue', 'Steady',
              'NotAsked', '', 1 FROM n
            """, (last, count - 1), (at, due.ToUnixTimeMilliseconds()), ("@bytes", new byte[] { 1 }));
    }

    private static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"01J{kind}0000000000{100000000000 + number}");

    private static string Tenant(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-0000000000aa");
}
