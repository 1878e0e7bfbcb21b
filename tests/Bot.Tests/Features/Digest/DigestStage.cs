using System.Globalization;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>A team at home in a channel, with a digest, and conversations of any time as rows: only their plain columns count.</summary>
internal sealed class DigestStage(PlayedBot bot)
{
    public const string TeamId = "01JTEAM0000000000000000000";
    public const string AddressId = "01JR00M0000000000000000000";
    private int _made;

    public async Task TeamAsync(string zone = "Europe/Berlin", Schedule? schedule = null, string teamId = TeamId, string addressId = AddressId)
    {
        await bot.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<ClientBotDb>();
            var team = new Team { Id = teamId, Name = "Support", Zone = zone, CreatedAt = bot.Clock.Milliseconds() };
            db.Add(team);
            db.Add(new TeamChannel { TeamId = teamId, AddressId = addressId });
            db.Add(new Address
            {
                Id = addressId, Channel = FakeChannel.Name, Tenant = "tenant", ConversationId = "room-" + teamId, Kind = ConversationKind.Channel, ServiceUrl = "https://fake.example", BotId = "bot",
            });
            await s.GetRequiredService<Digests>().PlanAsync(team, schedule ?? Schedule.Default, default);
            await db.SaveChangesAsync();
        });
    }

    public Task ManagerAsync(string person) => bot.QueryAsync(async db =>
    {
        var name = char.ToUpperInvariant(person[0]) + person[1..];
        var id = await db.Set<Person>().Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
        db.Add(new TeamMember { TeamId = TeamId, PersonId = id, IsManager = true });
        return await db.SaveChangesAsync();
    });

    public Task CasesAsync(int count, DateTimeOffset at, Situation? situation, string? play = "angry.repeat-issue", CaseOutcome? outcome = null, int people = 2, string teamId = TeamId) => bot.QueryAsync(async db =>
    {
        for (var i = 0; i < count; i++)
        {
            var id = $"01J{(++_made).ToString("D23", CultureInfo.InvariantCulture)}";
            var opened = at.ToUnixTimeMilliseconds() + i;
            db.Add(new Case
            {
                Id = id, PersonId = "person" + (_made % people).ToString(CultureInfo.InvariantCulture), DataKeyId = id, OpenedAt = opened, LastAt = opened, Rounds = 1, TeamId = teamId, Outcome = outcome,
            });
            db.Add(Round(id, 1, opened, situation, situation is null ? null : play));
        }

        return await db.SaveChangesAsync();
    });

    public Task CallsAsync(int count, DateTimeOffset at, TimeSpan? taken, HelpState state = HelpState.Resolved, int people = 2) => bot.QueryAsync(async db =>
    {
        for (var i = 0; i < count; i++)
        {
            var id = $"01J{(++_made).ToString("D23", CultureInfo.InvariantCulture)}";
            var asked = at.ToUnixTimeMilliseconds();
            db.Add(new HelpRequest
            {
                Id = id, CaseId = id, DataKeyId = id, AskerId = "person" + (i % people).ToString(CultureInfo.InvariantCulture), AddressId = AddressId, TeamId = TeamId, Policy = "{}", CreatedAt = asked, State = state,
                TakenAt = taken is { } wait ? asked + wait.InMilliseconds() : null, EndedAt = state is HelpState.Resolved or HelpState.CalledOff ? asked + 3_600_000 : null,
            });
        }

        return await db.SaveChangesAsync();
    });

    public Task ThanksAsync(DateTimeOffset at) => bot.QueryAsync(async db =>
    {
        var id = $"01J{(++_made).ToString("D23", CultureInfo.InvariantCulture)}";
        db.Add(new Thanks { RequestId = id, PersonId = "person1", CaseId = id, TeamId = TeamId, At = at.ToUnixTimeMilliseconds() });
        return await db.SaveChangesAsync();
    });

    /// <summary>A week before this Monday that has everything a digest can say.</summary>
    public async Task FullWeekAsync(DateTimeOffset monday)
    {
        await CasesAsync(6, monday.AddDays(-2), Situation.Angry, outcome: CaseOutcome.Calmer);
        await CasesAsync(2, monday.AddDays(-2), Situation.Angry, outcome: CaseOutcome.Worse);
        await CasesAsync(4, monday.AddDays(-1), Situation.Wrong, "wrong.misreads-bill");
        await CasesAsync(6, monday.AddDays(-9), Situation.Angry);
        await CallsAsync(5, monday.AddDays(-2), TimeSpan.FromMinutes(4));
        await ThanksAsync(monday.AddDays(-2));
    }

    /// <summary>What the sweep posts now into channels.</summary>
    public async Task<IReadOnlyList<Carried>> SweepAsync()
    {
        var before = bot.Channel.Calls.Count;
        await bot.InScopeAsync(s => s.GetRequiredService<DigestSweep>().SweepAsync(default));
        await bot.SettledAsync();
        return [.. bot.Channel.Calls.Skip(before)];
    }

    /// <summary>The same, once the clock shows this instant.</summary>
    public Task<IReadOnlyList<Carried>> SweepAtAsync(DateTimeOffset at)
    {
        bot.Clock.Move(at - bot.Clock.GetUtcNow());
        return SweepAsync();
    }

    public Task<Figures> FiguresAsync(Period period) => bot.QueryAsync(async db =>
    {
        Figures? found = null;
        await bot.InScopeAsync(async s => found = await s.GetRequiredService<FigureQuery>().OfAsync(TeamId, period, default));
        return found!;
    });

    public static Round Round(string caseId, int number, long at, Situation? situation, string? play) => new()
    {
        Id = caseId[..20] + number.ToString("D2", CultureInfo.InvariantCulture) + caseId[22..], CaseId = caseId, Number = number, At = at, Words = [1], Reading = [1], ReadAs = situation, PlayId = play,
        Tone = Tone.Steady, Fact = Fault.NotAsked, Version = 1,
    };
}
