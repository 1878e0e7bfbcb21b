using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Home;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>Who waits for this person's help, and what they have taken: first on their overview. Without the client's words, which stand on its card.</summary>
internal sealed class HelpAtHome(ClientBotDb db, Escalations escalations, TimeProvider clock) : IHomePart
{
    private const int Most = 5;

    public int Order => 10;

    public async Task<IReadOnlyList<AdaptiveElement>> ForAsync(Person person, CancellationToken cancellationToken)
    {
        var mine = await db.Set<AskedPerson>().Where(a => a.PersonId == person.Id && a.Outcome == AskOutcome.Open)
            .Join(db.Set<HelpRequest>(), a => a.RequestId, r => r.Id, (_, r) => r).Where(r => r.EndedAt == null && (r.OwnerId == null || r.OwnerId == person.Id))
            .OrderBy(r => r.CreatedAt).Select(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        if (mine.Count == 0) return [];
        var elements = new List<AdaptiveElement> { HomeText.Heading("Waiting for you") };
        foreach (var id in mine)
        {
            // Only looked at: its lock would have to be taken after that of the person's cases, which another part takes.
            if (await escalations.ReadAsync(id, cancellationToken) is { } open) elements.AddRange(await ForAsync(open, person, cancellationToken));
        }

        return elements;
    }

    private async Task<IEnumerable<AdaptiveElement>> ForAsync(OpenRequest open, Person person, CancellationToken cancellationToken)
    {
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == open.Row.AskerId).ToDictionaryAsync(p => p.Id, cancellationToken);
        var view = new HelpView(open, null, people, clock.Milliseconds());
        var has = open.Row.OwnerId == person.Id;
        var line = HomeText.Line(view.Asker, $" needs {view.NeedInWords}, asked {view.Time(open.Row.CreatedAt, LocalTimes.ZoneOf(person.Zone ?? open.TeamZone))}. {(has ? "You have it; its card is in our chat." : "The client's words are on its card in our chat.")}");
        var button = has ? CardButton.Press("Resolve", EscalationActions.Resolve, open.Row.Id, open.Row.Version) : CardButton.Press("I have it", EscalationActions.Take, open.Row.Id, open.Row.Version);
        return [line, new AdaptiveActionSet { Actions = [button] }];
    }
}
