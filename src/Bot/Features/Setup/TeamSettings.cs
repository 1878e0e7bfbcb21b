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

    /// <summary>The person's team, made where there is none; null where they may not change it. A channel in which a manager says so becomes a home of the team.</summary>
    public async Task<Team?> OpenAsync(CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Teams, cancellationToken);
        if (await teams.OfAsync(turn.Person, turn.Sender.Address, cancellationToken) is not { } team) return await BeginAsync(turn.Sender.Address, cancellationToken);
        if (!await MayChangeAsync(team, cancellationToken)) return null;
        if (await IsFreeAsync(turn.Sender.Address, cancellationToken)) await teams.SettleAsync(team, turn.Sender.Address, cancellationToken);
        return team;
    }

    /// <summary>A new team in a channel that is nobody's yet; null where that can't be, or this person may not.</summary>
    public async Task<Team?> BeginInAsync(string addressId, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Teams, cancellationToken);
        var channel = await db.Set<Address>().FirstOrDefaultAsync(a => a.Id == addressId && a.Channel == turn.Sender.Address.Channel && a.Tenant == turn.Sender.Address.Tenant, cancellationToken);
        return channel is not null && await IsFreeAsync(channel, cancellationToken) ? await BeginAsync(channel, cancellationToken) : null;
    }

    /// <summary>True for a channel in which no team is at home.</summary>
    public async Task<bool> IsFreeAsync(Address where, CancellationToken cancellationToken) =>
        where.Kind == ConversationKind.Channel && !await teams.IsHomeAsync(where, cancellationToken);

    private async Task<Team?> BeginAsync(Address where, CancellationToken cancellationToken)
    {
        if (options.Value.Administrators.Count > 0 && !await IsAdministratorAsync(cancellationToken)) return null;
        var room = turn.IsPersonal ? null : turn.Context.Activity.Conversation.Name;
        var team = new Team { Id = ids.New(), Name = room is { Length: > 0 } ? room : "Our team", Zone = turn.Person.Zone, CreatedAt = clock.Milliseconds() };
        db.Add(team);
        db.Add(new TeamMember { TeamId = team.Id, PersonId = turn.Person.Id, IsManager = true });
        if (where.Kind == ConversationKind.Channel) await teams.SettleAsync(team, where, cancellationToken);
        return team;
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
