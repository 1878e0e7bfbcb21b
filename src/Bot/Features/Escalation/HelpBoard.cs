using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Guidance;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>Keeps what happened in an escalation and shows it to everybody concerned: one card for the asker, one for each who was asked.</summary>
public sealed class HelpBoard(
    ClientBotDb db, Escalations escalations, Outbox outbox, Reach reach, CaseStories stories, CurrentPlaybook playbook, TimeProvider clock)
{
    private const string Prefix = "help:";

    // What a helper's card shows of the row.
    private static readonly string[] Drawn =
        [nameof(HelpRequest.State), nameof(HelpRequest.Need), nameof(HelpRequest.Amount), nameof(HelpRequest.IsUrgent), nameof(HelpRequest.Why), nameof(HelpRequest.WithCase), nameof(HelpRequest.OwnerId)];


    public static string SubjectOf(HelpRequest request) => Prefix + request.Id;

    public static string SubjectFor(HelpRequest request, string personId) => $"{Prefix}{request.Id}:{personId}";

    /// <summary>The escalation that such a subject shows, or null.</summary>
    public static string? RequestIdIn(string subject) =>
        subject.StartsWith(Prefix, StringComparison.Ordinal) && subject.Length >= Prefix.Length + Ids.Length ? subject.Substring(Prefix.Length, Ids.Length) : null;

    /// <summary>
    /// Writes the rows and the cards. Who can be reached on no platform is passed over here, before anybody waits for them.
    /// <paramref name="note"/> belongs to the last thing that happened.
    /// </summary>
    public async Task PostAsync(OpenRequest open, Course course, CancellationToken cancellationToken, string? channel = null, string? note = null)
    {
        // Whoever is named for the first time, and where, may be rows of this turn: the queries below must find them.
        await db.SaveChangesAsync(cancellationToken);
        var askedAt = await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == open.Row.AddressId, cancellationToken);
        if (note is not null)
        {
            escalations.Keep(open, course, channel, note);
            course.Happened.Clear();
        }

        var near = new Dictionary<string, Address>();
        while (course.Pinged.FirstOrDefault(p => !near.ContainsKey(p)) is { } next)
        {
            if (await reach.NearAsync(next, askedAt, cancellationToken) is { } address)
            {
                near[next] = address;
            }
            else
            {
                course.Pinged.Remove(next);
                course.Unreachable(next);
            }
        }

        var exhausted = open.Row.IsUrgent && course.Happened.Exists(h => h.Kind == HelpEventKind.Exhausted);
        escalations.Keep(open, course, channel);
        await ShowAsync(open, course, near, askedAt, note is not null || IsNewsToHelpers(open.Row, course), cancellationToken);
        if (exhausted) await TellChannelsAsync(open, cancellationToken);
    }

    // Without a word of the client, and nowhere where outsiders read.
    private async Task TellChannelsAsync(OpenRequest open, CancellationToken cancellationToken)
    {
        if (open.Row.TeamId is not { } team) return;
        var asker = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == open.Row.AskerId, cancellationToken);
        var channels = db.Set<TeamChannel>().Where(c => c.TeamId == team).Join(db.Set<Address>(), c => c.AddressId, a => a.Id, (_, a) => a);
        foreach (var address in await channels.AsNoTracking().Where(a => !a.HasGuests).ToListAsync(cancellationToken))
            outbox.Tell(address, ChannelNotice.Of(open.Row, asker?.Name), OutboxPriority.Escalation);
    }

    // While the chain is walked, the cards of those who were asked before stay as they are: updating them all would use up what the platform lets through.
    private bool IsNewsToHelpers(HelpRequest request, Course course)
    {
        var row = db.Entry(request);
        return row.State == EntityState.Added || Drawn.Any(name => row.Property(name).IsModified)
            || course.Happened.Exists(h => h.Kind is not (HelpEventKind.Asked or HelpEventKind.NotAnswered or HelpEventKind.Unreachable or HelpEventKind.NobodyOnDuty or HelpEventKind.Waiting));
    }

    private async Task ShowAsync(OpenRequest open, Course course, Dictionary<string, Address> near, Address? askedAt, bool toAll, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(open, cancellationToken);
        var view = new HelpView(open, await StoryAsync(open, people, cancellationToken), people.ToDictionary(p => p.Key, p => p.Value.Name), clock.Milliseconds());
        if (askedAt is not null && people.TryGetValue(open.Row.AskerId, out var asker))
        {
            var line = playbook.Guide.WhileWaiting(view.Line, (view.Story?.Slots ?? Playbook.Content.Slots.None) with { Offer = open.Amount }, []);
            var home = await reach.NearAsync(asker.Id, askedAt, cancellationToken) ?? askedAt;
            await outbox.ShowAsync(SubjectOf(open.Row), asker, home, StatusCard.Of(view, line, LocalTimes.ZoneOf(asker.Zone)), open.Seal, cancellationToken, OutboxPriority.Escalation);
        }

        foreach (var asked in open.Asked.Where(a => toAll || course.Pinged.Contains(a.PersonId)))
        {
            if (!people.TryGetValue(asked.PersonId, out var person)) continue;
            var subject = SubjectFor(open.Row, person.Id);
            var pinged = course.Pinged.Contains(person.Id);
            if (!pinged && !await db.Set<ShownCard>().AnyAsync(c => c.Subject == subject, cancellationToken)) continue;
            var home = near.GetValueOrDefault(person.Id) ?? await reach.NearAsync(person.Id, askedAt, cancellationToken);
            if (home is null) continue;
            // Asked once more: below what was said since, so that the phone rings again.
            if (pinged) await outbox.RepostAsync(subject, cancellationToken);
            var card = HelperCard.Of(view, person.Id, LocalTimes.ZoneOf(person.Zone), reminder: pinged && open.Row.OwnerId == person.Id);
            await outbox.ShowAsync(subject, person, home, card, open.Seal, cancellationToken, OutboxPriority.Escalation);
        }
    }

    private async Task<CaseStory?> StoryAsync(OpenRequest open, Dictionary<string, Person> people, CancellationToken cancellationToken)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == open.Row.CaseId, cancellationToken);
        return row is null ? null : await stories.OfAsync(new OpenCase(row, open.Seal), people.GetValueOrDefault(open.Row.AskerId)?.Zone, cancellationToken);
    }

    private async Task<Dictionary<string, Person>> PeopleAsync(OpenRequest open, CancellationToken cancellationToken)
    {
        List<string?> wanted = [open.Row.AskerId, open.Row.OwnerId, .. open.Asked.Select(a => a.PersonId), .. open.History.SelectMany(h => new[] { h.PersonId, h.OtherId })];
        var ids = wanted.OfType<string>().Distinct().ToList();
        return await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
