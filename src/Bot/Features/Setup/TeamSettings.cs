using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Setup;

/// <summary>A team's settings: who may change them, and what saving them brings about.</summary>
public sealed class TeamSettings(ClientBotDb db, Turn turn, Teams teams, Outbox outbox, IOptions<SetupOptions> options, IExclusive exclusive, TimeProvider clock, Ids ids)
{
    public const string NoRight = "Your team's settings belong to its managers. Ask one of them, or whoever runs me for you.";
    internal const string Reaching = "reach:";

    public static Policy PolicyOf(Team team) => team.Policy is { } json ? Policy.Read(json) : Policy.None;

    /// <summary>The person's team, made where there is none; null where they may not change it.</summary>
    public async Task<Team?> OpenAsync(CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Teams, cancellationToken);
        if (await teams.OfAsync(turn.Person, turn.Sender.Address, cancellationToken) is { } team)
        {
            if (!await MayChangeAsync(team, cancellationToken)) return null;
            await SettleHereAsync(team, cancellationToken);
            return team;
        }

        if (options.Value.Administrators.Count > 0 && !await IsAdministratorAsync(cancellationToken)) return null;
        team = new Team { Id = ids.New(), Name = turn.Context.Activity.Conversation.Name is { Length: > 0 } room && !turn.IsPersonal ? room : "Our team", Zone = turn.Person.Zone, CreatedAt = clock.Milliseconds() };
        db.Add(team);
        db.Add(new TeamMember { TeamId = team.Id, PersonId = turn.Person.Id, IsManager = true });
        await SettleHereAsync(team, cancellationToken);
        return team;
    }

    // A channel in which a manager says "setup" becomes a home of the team.
    private async Task SettleHereAsync(Team team, CancellationToken cancellationToken)
    {
        if (turn.Sender.Address.Kind != ConversationKind.Channel) return;
        if (!await db.Set<TeamChannel>().AnyAsync(c => c.AddressId == turn.Sender.Address.Id, cancellationToken))
            db.Add(new TeamChannel { TeamId = team.Id, AddressId = turn.Sender.Address.Id });
    }

    public async Task<Team?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Teams, cancellationToken);
        return await db.Set<Team>().FirstOrDefaultAsync(t => t.Id == id, cancellationToken) is { } team && await MayChangeAsync(team, cancellationToken) ? team : null;
    }

    /// <summary>Keeps the policy, and opens the chat with everybody in it, without a word: who can't be reached is known now and not when it burns.</summary>
    public void Save(Team team, Policy policy)
    {
        team.Policy = policy.Write();
        team.Version++;
        foreach (var person in policy.People.Where(p => p != turn.Person.Id)) outbox.Open($"{Reaching}{turn.Person.Id}:{person}", person, turn.Sender.Address);
    }

    private async Task<bool> MayChangeAsync(Team team, CancellationToken cancellationToken) =>
        await db.Set<TeamMember>().AnyAsync(m => m.TeamId == team.Id && m.PersonId == turn.Person.Id && m.IsManager, cancellationToken)
        || await IsAdministratorAsync(cancellationToken)
        || !await db.Set<TeamMember>().AnyAsync(m => m.TeamId == team.Id && m.IsManager, cancellationToken);

    private async Task<bool> IsAdministratorAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Administrators.Count == 0) return false;
        if (turn.Context.Activity.From is { AadObjectId: { } entra } && options.Value.Administrators.Contains(entra)) return true;
        var mine = await db.Set<Identity>().Where(i => i.PersonId == turn.Person.Id).Select(i => i.UserId).ToListAsync(cancellationToken);
        return mine.Exists(options.Value.Administrators.Contains);
    }
}

/// <summary>Who saved a policy learns whom of it nobody can reach.</summary>
internal sealed class UnreachedInPolicy(ClientBotDb db, Outbox outbox, Reach reach) : ICardWatch
{
    public async Task<bool> OnUndeliverableAsync(string subject, string personId, Outcome outcome, CancellationToken cancellationToken)
    {
        if (!subject.StartsWith(TeamSettings.Reaching, StringComparison.Ordinal)) return false;
        var saverId = subject[TeamSettings.Reaching.Length..].Split(':')[0];
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == saverId || p.Id == personId).ToDictionaryAsync(p => p.Id, cancellationToken);
        if (!people.TryGetValue(saverId, out var saver) || await reach.NearAsync(saverId, null, cancellationToken) is not { } near) return true;
        var name = people.GetValueOrDefault(personId)?.Name is { Length: > 0 } known ? known : "Somebody of your list";
        var why = outcome is Outcome.Unreachable ? "has not added me as an app yet, or has blocked me" : "can't be reached: the platform gives no answer";
        outbox.Tell(saver, near, Microsoft.Bot.Builder.MessageFactory.Text($"{PlainRun.Of(name)} {why}. Ask them to open a chat with me, or choose somebody else in `setup`."));
        await db.Set<ShownCard>().Where(c => c.Subject == subject).ExecuteDeleteAsync(cancellationToken);
        return true;
    }
}
