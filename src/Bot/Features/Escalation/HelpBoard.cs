using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Content;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary>Keeps what happened in an escalation and shows it to everybody concerned: one card for the asker, one for each who was asked.</summary>
public sealed class HelpBoard(
    ClientBotDb db, Escalations escalations, Outbox outbox, Reach reach, CaseStories stories, CurrentPlaybook playbook, TimeProvider clock)
{
    private const int MostLines = 20;

    // What a helper's card shows of the row.
    private static readonly string[] Drawn =
        [nameof(HelpRequest.State), nameof(HelpRequest.Need), nameof(HelpRequest.Amount), nameof(HelpRequest.IsUrgent), nameof(HelpRequest.Why), nameof(HelpRequest.WithCase), nameof(HelpRequest.OwnerId)];


    // What the asker's phone rings for.
    private static readonly HelpEventKind[] News =
    [
        HelpEventKind.Taken, HelpEventKind.Joined, HelpEventKind.TookOver, HelpEventKind.Answered, HelpEventKind.Approved, HelpEventKind.Declined,
        HelpEventKind.Waiting, HelpEventKind.Exhausted, HelpEventKind.Resolved,
    ];

    /// <summary>
    /// Writes the rows and the cards. Who can be reached on no platform is passed over here, before anybody waits for them.
    /// <paramref name="note"/> belongs to the last thing that happened.
    /// </summary>
    /// <param name="by">Who did it, where somebody did.</param>
    public async Task PostAsync(OpenRequest open, Course course, CancellationToken cancellationToken, Sender? by = null, string? note = null)
    {
        var drawn = IsDrawnAnew(open.Row);
        // Whoever is named for the first time, and where, may be rows of this turn: the queries below must find them.
        await db.SaveChangesAsync(cancellationToken);
        var askedAt = await db.Set<Address>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == open.Row.AddressId, cancellationToken);
        var channel = by?.Address.Channel;
        var before = course.Happened.ToList();
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

        var happened = before.Concat(course.Happened).ToList();
        escalations.Keep(open, course, channel);
        var view = await ViewAsync(open, cancellationToken);
        if (askedAt is not null)
        {
            // What the asker did themselves is no news to them; what they typed gets its answer where they look now.
            var rings = happened.Exists(h => h.Kind == HelpEventKind.ReasonAdded || (News.Contains(h.Kind) && h.PersonId != open.Row.AskerId));
            await ShowAskerAsync(view, askedAt, rings, cancellationToken);
        }

        await ShowHelpersAsync(view, course.Pinged, near, askedAt, note is not null || drawn || IsDrawnAnew(open.Row) || IsNewsToHelpers(happened), cancellationToken);
        await ShowNoticeAsync(view, open.Row.IsUrgent && happened.Exists(h => h.Kind == HelpEventKind.Exhausted), cancellationToken);
    }

    // While the chain is walked, the cards of those who were asked before stay as they are: updating them all would use up what the platform lets through.
    private static bool IsNewsToHelpers(List<Happening> happened) =>
        happened.Exists(h => h.Kind is not (HelpEventKind.Asked or HelpEventKind.NotAnswered or HelpEventKind.Unreachable or HelpEventKind.NobodyOnDuty or HelpEventKind.Waiting));

    private bool IsDrawnAnew(HelpRequest request)
    {
        var row = db.Entry(request);
        return row.State == EntityState.Added || Drawn.Any(name => row.Property(name).IsModified);
    }

    private async Task ShowAskerAsync(HelpView view, Address askedAt, bool rings, CancellationToken cancellationToken)
    {
        if (!view.People.TryGetValue(view.Request.AskerId, out var asker)) return;
        var subject = HelpSubjects.OfAsker(view.Request);
        var card = StatusCard.Of(view, LineOf(view), LocalTimes.ZoneOf(asker.Zone ?? view.Open.TeamZone));
        var home = await reach.NearAsync(asker.Id, askedAt, cancellationToken) ?? askedAt;
        if (rings) await outbox.ShowAnewAsync(subject, asker, home, FormerCard.Of("This goes on below."), card, view.Open.Seal, cancellationToken, OutboxPriority.Escalation);
        else await outbox.ShowAsync(subject, asker, home, card, view.Open.Seal, cancellationToken, OutboxPriority.Escalation);
    }

    // The same as long as the state is the same, and then one that was not shown yet.
    private string? LineOf(HelpView view)
    {
        if (view.Line is not { } waiting) return null;
        var shown = view.Request.WaitingLines.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':', 2)).ToList();
        var stays = shown.Count > 0 && shown[^1][0] == waiting.ToString();
        var slots = (view.Story?.SlotsAt(view.Now) ?? Slots.None) with { Offer = view.Open.Amount };
        var line = playbook.Guide.WhileWaiting(waiting, slots, [.. (stays ? shown[..^1] : shown).Select(l => l[1])]);
        if (!stays) view.Request.WaitingLines = string.Join(',', shown.Append([waiting.ToString(), line.Id]).TakeLast(MostLines).Select(l => $"{l[0]}:{l[1]}"));
        return line.Text;
    }

    private async Task ShowHelpersAsync(HelpView view, HashSet<string> pinged, Dictionary<string, Address> near, Address? askedAt, bool toAll, CancellationToken cancellationToken)
    {
        foreach (var asked in view.Open.Asked.Where(a => toAll || pinged.Contains(a.PersonId)))
        {
            if (!view.People.TryGetValue(asked.PersonId, out var person)) continue;
            var subject = HelpSubjects.OfHelper(view.Request, person.Id);
            var rings = pinged.Contains(person.Id);
            if (!rings && !await db.Set<ShownCard>().AnyAsync(c => c.Subject == subject, cancellationToken)) continue;
            var home = near.GetValueOrDefault(person.Id) ?? await reach.NearAsync(person.Id, askedAt, cancellationToken);
            if (home is null) continue;
            var card = HelperCard.Of(view, person.Id, LocalTimes.ZoneOf(person.Zone ?? view.Open.TeamZone), reminder: rings && view.Request.OwnerId == person.Id);
            // Asked once more: below what was said since. The former card keeps no client's words.
            if (rings) await outbox.ShowAnewAsync(subject, person, home, FormerCard.Of("Asked again below."), card, view.Open.Seal, cancellationToken, OutboxPriority.Escalation);
            else await outbox.ShowAsync(subject, person, home, card, view.Open.Seal, cancellationToken, OutboxPriority.Escalation);
        }
    }

    // In the team's channels when nobody is left, and brought up to date there: without a word of the client, and nowhere where outsiders read.
    private async Task ShowNoticeAsync(HelpView view, bool begins, CancellationToken cancellationToken)
    {
        var subject = HelpSubjects.OfNotice(view.Request);
        var shown = await db.Set<ShownCard>().Where(c => c.Subject == subject).Select(c => c.Lane).ToListAsync(cancellationToken);
        if (!begins && shown.Count == 0) return;
        var homes = db.Set<TeamChannel>().Where(c => c.TeamId == view.Request.TeamId).Select(c => c.AddressId);
        var channels = await db.Set<Address>().AsNoTracking().Where(a => shown.Contains(a.Id) || (begins && !a.HasGuests && homes.Contains(a.Id))).ToListAsync(cancellationToken);
        foreach (var channel in channels) await outbox.ShowAsync(subject, channel, ChannelNotice.Of(view), cancellationToken, OutboxPriority.Escalation);
    }

    private async Task<HelpView> ViewAsync(OpenRequest open, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(open, cancellationToken);
        return new HelpView(open, await StoryAsync(open, people, cancellationToken), people, clock.Milliseconds());
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
