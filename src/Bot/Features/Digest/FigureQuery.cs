using ClientBot.Features.Casebook;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Digest;

/// <summary>
/// Counts what a digest says, from columns that hold nobody's words: situations, plays, times. A conversation is of the
/// kind that its first hard message was of, as read or as corrected.
/// </summary>
public sealed class FigureQuery(ClientBotDb db, TimeProvider clock, IOptions<CasebookOptions> kept)
{
    /// <summary>@0 the team; @1 to @3 the period's three instants.</summary>
    internal const string CasesSql =
        """
        SELECT CASE WHEN c.opened_at >= @2 THEN 1 ELSE 0 END, COALESCE(r.corrected, r.read_as), r.play_id, c.outcome, COUNT(*)
        FROM cases c JOIN rounds r ON r.case_id = c.id
          AND r.number = (SELECT MIN(x.number) FROM rounds x WHERE x.case_id = c.id AND COALESCE(x.corrected, x.read_as, '') <> 'Calm')
        WHERE c.team_id = @0 AND c.opened_at >= @1 AND c.opened_at < @3
        GROUP BY 1, 2, 3, 4
        """;

    internal const string PeopleSql =
        """
        SELECT COUNT(DISTINCT CASE WHEN opened_at >= @2 THEN person_id END), COUNT(DISTINCT CASE WHEN opened_at < @2 THEN person_id END),
          COUNT(DISTINCT CASE WHEN opened_at >= @2 AND outcome IS NOT NULL THEN person_id END)
        FROM cases WHERE team_id = @0 AND opened_at >= @1 AND opened_at < @3
        """;

    internal const string CallsSql =
        "SELECT taken_at - created_at, CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END, asker_id FROM escalations WHERE team_id = @0 AND created_at >= @1 AND created_at < @2 AND state <> 'CalledOff'";

    private static readonly Statement CaseRows = new(CasesSql, 4);
    private static readonly Statement People = new(PeopleSql, 4);
    private static readonly Statement CallRows = new(CallsSql, 3);
    private static readonly Statement ThanksCount = new("SELECT COUNT(*) FROM thanks WHERE team_id = @0 AND at >= @1 AND at < @2", 3);

    public async Task<Figures> OfAsync(string teamId, Period period, CancellationToken cancellationToken)
    {
        var (before, from, to) = (period.Before.ToUnixTimeMilliseconds(), period.From.ToUnixTimeMilliseconds(), period.To.ToUnixTimeMilliseconds());
        var rows = await CaseRows.AllAsync(db, static r => new Row(r.GetInt32(0) == 1, new Kind(r.Word<Situation>(1)), r.Text(2), r.Word<CaseOutcome>(3), (int)r.GetInt64(4)), [teamId, before, from, to], cancellationToken);
        var people = (await People.FirstAsync(db, static r => new Told((int)r.GetInt64(0), (int)r.GetInt64(1), (int)r.GetInt64(2)), [teamId, before, from, to], cancellationToken))!;
        var calls = await CallRows.AllAsync(db, static r => new Call(r.Number(0), r.GetInt32(1) == 1, r.GetString(2)), [teamId, from, to], cancellationToken);
        var thanks = await ThanksCount.FirstAsync(db, static r => new Count((int)r.GetInt64(0)), [teamId, from, to], cancellationToken);
        var wasKept = period.Before >= clock.GetUtcNow() - kept.Value.Kept;
        return Sayable(rows, people, wasKept) with
        {
            Calls = calls.Count, CallsOpen = calls.Count(c => c.IsOpen), TypicalWait = Typical(calls.FindAll(c => c.Waited is not null)), Thanks = thanks!.Number,
        };
    }

    private static Figures Sayable(List<Row> rows, Told people, bool wasKept)
    {
        var (now, then) = (rows.FindAll(r => r.IsNow), rows.FindAll(r => !r.IsNow));
        var answered = now.FindAll(r => r.Outcome is not null);
        return new Figures
        {
            Cases = Sum(now),
            CasesBefore = wasKept ? Sum(then) : null,
            Kinds = MayBeSplit(Sum(now), people.Now) ? [.. ByKind(now).OrderByDescending(k => k.Value).ThenBy(k => k.Key.Situation is null).ThenBy(k => k.Key.Situation)] : [],
            KindsBefore = wasKept && MayBeSplit(Sum(then), people.Before) ? ByKind(then) : new(),
            Plays = MayBeSplit(Sum(now), people.Now) ? PlaysOf(now) : [],
            Answers = Sum(answered),
            Outcomes = MayBeSplit(Sum(answered), people.Answering) ? answered.GroupBy(r => r.Outcome!.Value).ToDictionary(g => g.Key, Sum) : new(),
            Helped = MayBeSplit(Sum(answered), people.Answering) ? HelpedIn(answered) : [],
        };
    }

    private static bool MayBeSplit(int count, int people) => count >= Figures.Fewest && people >= Figures.FewestPeople;

    private static Dictionary<Kind, int> ByKind(List<Row> rows) => rows.GroupBy(r => r.Kind).ToDictionary(g => g.Key, Sum);

    // What came up once would be one client's story.
    private static List<PlayCount> PlaysOf(List<Row> rows) =>
        [.. rows.Where(r => r.PlayId is not null).GroupBy(r => r.PlayId!).Select(g => new PlayCount(g.Key, Sum(g))).Where(p => p.Count > 1).OrderByDescending(p => p.Count).ThenBy(p => p.PlayId, StringComparer.Ordinal)];

    private static List<PlayHelped> HelpedIn(List<Row> answered) =>
        [.. answered.Where(r => r.PlayId is not null).GroupBy(r => r.PlayId!)
            .Select(g => new PlayHelped(g.Key, Sum(g.Where(r => r.Outcome == CaseOutcome.Calmer)), Sum(g))).Where(p => p.Answers >= Figures.Fewest && p.Calmer > 0)
            .OrderByDescending(p => (double)p.Calmer / p.Answers).ThenByDescending(p => p.Answers).ThenBy(p => p.PlayId, StringComparer.Ordinal)];

    private static TimeSpan? Typical(List<Call> taken) => MayBeSplit(taken.Count, taken.DistinctBy(c => c.AskerId).Count())
        ? TimeSpan.FromMilliseconds(taken.Select(c => c.Waited!.Value).Order().ElementAt((taken.Count - 1) / 2))
        : null;

    private static int Sum(IEnumerable<Row> rows) => rows.Sum(r => r.Count);

    private sealed record Row(bool IsNow, Kind Kind, string? PlayId, CaseOutcome? Outcome, int Count);

    private sealed record Told(int Now, int Before, int Answering);

    private sealed record Call(long? Waited, bool IsOpen, string AskerId);

    private sealed record Count(int Number);
}
