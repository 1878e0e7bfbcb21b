using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>What is counted, and what is not said however it was counted.</summary>
public sealed class FiguresTests : IAsyncLifetime
{
    private static readonly DateTimeOffset To = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Period Week = new(To.AddDays(-14), To.AddDays(-7), To);
    private static readonly DateTimeOffset Now = To.AddDays(-2);
    private static readonly DateTimeOffset Then = To.AddDays(-9);

    private PlayedBot _bot = null!;
    private DigestStage _stage = null!;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        _stage = new DigestStage(_bot);
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Conversations_are_counted_by_kind_against_the_time_before()
    {
        await _stage.CasesAsync(4, Now, Situation.Angry);
        await _stage.CasesAsync(3, Now, Situation.Wrong, "wrong.misreads-bill");
        await _stage.CasesAsync(1, Now, null);
        await _stage.CasesAsync(9, Now, Situation.Calm, "calm.message");
        await _stage.CasesAsync(6, Then, Situation.Angry);
        await _stage.CasesAsync(5, To.AddDays(-15), Situation.Angry);
        await _stage.CasesAsync(5, To, Situation.Angry);
        await _stage.CasesAsync(5, Now, Situation.Abusive, teamId: "another");

        var figures = await _stage.FiguresAsync(Week);

        Assert.Equal((8, 6), (figures.Cases, figures.CasesBefore));
        Assert.Equal([(Situation.Angry, 4), (Situation.Wrong, 3), ((Situation?)null, 1)], figures.Kinds.Select(k => (k.Key.Situation, k.Value)));
        Assert.Equal(6, figures.KindsBefore[new Kind(Situation.Angry)]);
        Assert.Equal([("angry.repeat-issue", 4), ("wrong.misreads-bill", 3)], figures.Plays.Select(p => (p.PlayId, p.Count)));
    }

    [Fact]
    public async Task A_conversation_is_of_the_kind_of_its_first_hard_message_as_it_was_corrected()
    {
        await _stage.CasesAsync(6, Now, Situation.Calm);
        await _bot.QueryAsync(async db =>
        {
            foreach (var row in await db.Set<Case>().ToListAsync())
            {
                db.Add(DigestStage.Round(row.Id, 2, row.OpenedAt + 10, Situation.Angry, "angry.late"));
                db.Add(DigestStage.Round(row.Id, 3, row.OpenedAt + 20, Situation.Wrong, "wrong.misreads-bill"));
            }

            return await db.SaveChangesAsync();
        });
        Assert.Equal(new(new Kind(Situation.Angry), 6), Assert.Single((await _stage.FiguresAsync(Week)).Kinds));

        await _bot.QueryAsync(db => db.Set<ClientBot.Features.Guidance.Round>().Where(r => r.Number == 2).ExecuteUpdateAsync(r => r.SetProperty(x => x.Corrected, Situation.Abusive)));
        Assert.Equal(new(new Kind(Situation.Abusive), 6), Assert.Single((await _stage.FiguresAsync(Week)).Kinds));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(9, 1)]
    public async Task Few_conversations_or_those_of_one_person_are_not_split_up(int count, int people)
    {
        await _stage.CasesAsync(count, Now, Situation.Angry, outcome: CaseOutcome.Worse, people: people);

        var figures = await _stage.FiguresAsync(Week);

        Assert.Equal(count, figures.Cases);
        Assert.Empty(figures.Kinds);
        Assert.Empty(figures.Plays);
        Assert.Empty(figures.Outcomes);
        Assert.Empty(figures.Helped);
    }

    [Fact]
    public async Task Too_few_before_or_answered_are_not_split_up_either()
    {
        await _stage.CasesAsync(4, Then, Situation.Angry);
        await _stage.CasesAsync(6, Now, Situation.Angry);
        await _stage.CasesAsync(4, Now, Situation.Angry, outcome: CaseOutcome.Calmer);

        var figures = await _stage.FiguresAsync(Week);

        Assert.Equal((10, 4), (figures.Cases, figures.CasesBefore));
        Assert.NotEmpty(figures.Kinds);
        Assert.Empty(figures.KindsBefore);
        Assert.Equal(4, figures.Answers);
        Assert.Empty(figures.Outcomes);
    }

    [Fact]
    public async Task A_line_helped_where_five_askers_said_how_it_went()
    {
        await _stage.CasesAsync(4, Now, Situation.Angry, "angry.late", CaseOutcome.Calmer);
        await _stage.CasesAsync(1, Now, Situation.Angry, "angry.late", CaseOutcome.Worse);
        await _stage.CasesAsync(4, Now, Situation.Wrong, "wrong.misreads-bill", CaseOutcome.Calmer);

        var figures = await _stage.FiguresAsync(Week);

        Assert.Equal(new PlayHelped("angry.late", 4, 5), Assert.Single(figures.Helped));
        Assert.Equal((8, 1, 9), (figures.Outcomes[CaseOutcome.Calmer], figures.Outcomes[CaseOutcome.Worse], figures.Answers));
    }

    [Fact]
    public async Task Calls_for_help_are_counted_with_the_time_until_somebody_had_it()
    {
        await _stage.CallsAsync(3, Now, TimeSpan.FromMinutes(2));
        await _stage.CallsAsync(3, Now, TimeSpan.FromMinutes(6));
        await _stage.CallsAsync(1, Now, null, HelpState.Exhausted);
        await _stage.CallsAsync(2, Now, null, HelpState.CalledOff);
        await _stage.CallsAsync(2, Then, TimeSpan.FromMinutes(60));
        await _stage.ThanksAsync(Now);

        var figures = await _stage.FiguresAsync(Week);

        Assert.Equal((7, 1, 1), (figures.Calls, figures.CallsOpen, figures.Thanks));
        Assert.Equal(TimeSpan.FromMinutes(2), figures.TypicalWait);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(9, 1)]
    public async Task How_long_few_calls_waited_or_those_of_one_person_is_not_said(int count, int people)
    {
        await _stage.CallsAsync(count, Now, TimeSpan.FromMinutes(2), people: people);
        var figures = await _stage.FiguresAsync(Week);
        Assert.Equal(count, figures.Calls);
        Assert.Null(figures.TypicalWait);
    }

    [Fact]
    public async Task What_was_not_kept_is_not_compared_with()
    {
        await _stage.CasesAsync(6, Now, Situation.Angry);
        await using var bot = await PlayedBot.StartAsync(settings: new() { ["Cases:Kept"] = "10.00:00:00" });
        var stage = new DigestStage(bot);
        await stage.CasesAsync(6, Now, Situation.Angry);
        Assert.Null((await stage.FiguresAsync(Week)).CasesBefore);
        Assert.Equal(0, (await _stage.FiguresAsync(Week)).CasesBefore);
    }

    [Theory]
    [InlineData(FigureQuery.CasesSql, 4, "c USING INDEX IX_cases_team_id_opened_at (team_id=? AND opened_at>? AND opened_at<?)", "r USING INDEX IX_rounds_case_id_number (case_id=? AND number=?)")]
    [InlineData(FigureQuery.PeopleSql, 4, "cases USING INDEX IX_cases_team_id_opened_at (team_id=? AND opened_at>? AND opened_at<?)", null)]
    [InlineData(FigureQuery.CallsSql, 3, "escalations USING INDEX IX_escalations_team_id_created_at (team_id=? AND created_at>? AND created_at<?)", null)]
    public async Task The_database_reads_only_the_rows_of_the_team_and_the_time(string sql, int parameters, string first, string? then)
    {
        var plan = await _bot.QueryAsync(async db =>
        {
            var steps = await new Statement("EXPLAIN QUERY PLAN " + sql, parameters).AllAsync(db, r => r.GetString(3), ["t", 1L, 2L, 3L], default);
            return string.Join('\n', steps);
        });

        Assert.Contains("SEARCH " + first, plan, StringComparison.Ordinal);
        if (then is not null) Assert.Contains("SEARCH " + then, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }
}
