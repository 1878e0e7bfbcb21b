using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Digest;

/// <summary>[Well handled] on a settled escalation: the other one hears it, and the team's digest counts it.</summary>
internal sealed class ThanksButtons(ClientBotDb db, Turn turn, Escalations escalations, HelpRights rights, Reach reach, Outbox outbox, TimeProvider clock) : IButtons
{
    public IReadOnlyCollection<string> Actions { get; } = [DigestActions.Thanks];

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        var open = Ids.IsId(press.Id) ? await escalations.FindAsync(press.Id, cancellationToken) : null;
        var (me, isAsker) = (turn.Person.Id, open?.Row.AskerId == turn.Person.Id);
        if (open is not { Row.State: HelpState.Resolved } || (!isAsker && !await rights.MayActAsync(me, open, turn.Sender.Address, cancellationToken)))
        {
            await turn.SayAsync("That request for help is no longer here, or not settled.", cancellationToken);
            return;
        }

        var (id, caseId, team, now) = (open.Row.Id, open.Row.CaseId, open.Row.TeamId, clock.Milliseconds());
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"INSERT INTO thanks (escalation_id, person_id, case_id, team_id, at) VALUES ({id}, {me}, {caseId}, {team}, {now}) ON CONFLICT DO NOTHING", cancellationToken) == 1;
        if (!isFirst)
        {
            await turn.SayAsync("You've said so already.", cancellationToken);
            return;
        }

        var name = await TellAsync(isAsker ? open.Row.OwnerId : open.Row.AskerId, cancellationToken);
        await turn.SayAsync($"{(name is null ? "Kept" : $"{PlainRun.Of(name)} reads it now")}. The team's digest counts it, without names.", cancellationToken);
    }

    private async Task<string?> TellAsync(string? personId, CancellationToken cancellationToken)
    {
        if (personId is null || personId == turn.Person.Id) return null;
        var person = await db.Set<Person>().FirstOrDefaultAsync(p => p.Id == personId, cancellationToken);
        if (person is null || await reach.NearAsync(personId, turn.Sender.Address, cancellationToken) is not { } near) return null;
        outbox.Tell(person, near, MessageFactory.Text($"{PlainRun.Of(turn.Person.Name is { Length: > 0 } me ? me : "A colleague")} says: well handled."));
        return person.Name is { Length: > 0 } name ? name : "They";
    }
}

/// <summary>What this feature keeps of a case, deleted with it.</summary>
internal sealed class ThanksRecords(ClientBotDb db) : IOfCase
{
    public Task ForgetAsync(string caseId, CancellationToken cancellationToken) => db.Set<Thanks>().Where(t => t.CaseId == caseId).ExecuteDeleteAsync(cancellationToken);
}
