using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Escalation;

/// <summary>Where an asker's request for help begins: it goes out at once, and details can follow.</summary>
public sealed class EscalationDesk(
    Turn turn, Cases cases, CaseStories stories, Escalations escalations, HelpBoard board, Teams teams, Colleagues colleagues, TimeProvider clock, Ids ids,
    IOptions<EscalationOptions> options, ILogger<EscalationDesk> log)
{
    private const int LongestWhy = 1000;

    /// <summary>
    /// Asks for help with the person's present case. Whom: those named, else the team's policy; where that has nobody, and
    /// <paramref name="inChannel"/> says so, whoever reads the team's channels.
    /// </summary>
    public async Task AskAsync(IReadOnlyList<Person> named, string why, OpenCase? about, CancellationToken cancellationToken, bool inChannel = false)
    {
        var open = about ?? await cases.LatestAsync(turn.Person, cancellationToken);
        if (open is not null && await escalations.RunningAsync(open.Case.Id, cancellationToken) is { } running)
        {
            await JoinAsync(running, named, why, cancellationToken);
            return;
        }

        var team = await teams.OfAsync(turn.Person, turn.Sender.Address, cancellationToken);
        var policy = team?.Policy is { } json ? Policy.Read(json) : Policy.None;
        var wanted = named.Where(p => p.Id != turn.Person.Id).ToList();
        if (wanted.Count > 0) policy = policy with { Steps = [new PolicyStep([.. wanted.Select(p => p.Id)], options.Value.Wait) { AtAnyHour = true }, .. policy.Steps] };
        if (!policy.People.Any(p => p != turn.Person.Id) && !(inChannel && await teams.HasChannelAsync(team, cancellationToken)))
        {
            await NobodyAsync(team, policy, named, cancellationToken);
            return;
        }

        open ??= await cases.NewAsync(turn.Person, turn.Sender.Address, null, cancellationToken);
        var story = await stories.OfAsync(open, turn.Person.Zone, cancellationToken);
        var now = clock.Milliseconds();
        var words = PaymentNumbers.Masked(why.Trim());
        var row = new HelpRequest
        {
            Id = ids.New(), CaseId = open.Case.Id, DataKeyId = open.Seal.Id, RoundId = story?.RoundId, TeamId = team?.Id, AskerId = turn.Person.Id,
            AddressId = turn.Sender.Address.Id, Policy = policy.Write(), CreatedAt = now, UndoUntil = options.Value.Undo > TimeSpan.Zero ? now + options.Value.Undo.InMilliseconds() : null,
            Need = story?.OverLimit is null ? Need.Advice : Need.Approve, Amount = story?.OverLimit is { } amount ? open.Seal.Close(amount) : null,
            Why = words.Length == 0 ? null : open.Seal.Close(words.Shortened(LongestWhy)),
        };
        var request = escalations.Add(row, policy, open.Seal, team);
        var course = await escalations.CourseAsync(request, cancellationToken);
        course.Begin();
        await board.PostAsync(request, course, cancellationToken, turn.Sender);
    }

    /// <summary>A press on the asker's own card.</summary>
    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindOwnAsync(press, cancellationToken) is not { } open) return;
        var course = await escalations.CourseAsync(open, cancellationToken);
        switch (press.Action)
        {
            // Ten seconds later the same button would take it out of somebody's hands.
            case EscalationActions.Undo when open.Row.OwnerId is null:
            case EscalationActions.CallOff:
                course.CallOff();
                break;
            case EscalationActions.Settled:
                course.Resolve(turn.Person.Id);
                break;
            case EscalationActions.Again when open.Row.State == HelpState.Exhausted:
                course.Again();
                break;
            case EscalationActions.Urgent when !open.Row.IsUrgent:
                course.MakeUrgent();
                break;
            default:
                await turn.SayAsync(HelpTexts.Stale, cancellationToken);
                return;
        }

        await board.PostAsync(open, course, cancellationToken, turn.Sender);
    }

    /// <summary>The asker's own running escalation behind a button; else they are told, and the answer is null.</summary>
    internal async Task<OpenRequest?> FindOwnAsync(ButtonPress press, CancellationToken cancellationToken, bool tell = true)
    {
        var open = Ids.IsId(press.Id) ? await escalations.FindAsync(press.Id, cancellationToken) : null;
        var notTheirs = open is not null && open.Row.AskerId != turn.Person.Id;
        if (notTheirs) Log.NoRight(log, turn.Person.Id, open!.Row.Id);
        var told = open is null || notTheirs ? HelpTexts.NoLongerHere : open.Row.IsOver ? HelpTexts.Over(open.Row) : null;
        if (told is null) return open;
        if (tell) await turn.SayAsync(told, cancellationToken);
        return null;
    }

    private async Task JoinAsync(OpenRequest running, IReadOnlyList<Person> named, string why, CancellationToken cancellationToken)
    {
        var course = await escalations.CourseAsync(running, cancellationToken);
        var others = named.Where(p => p.Id != turn.Person.Id && p.Id != running.Row.OwnerId).ToList();
        if (running.Row.OwnerId is not null && others.Count > 0)
        {
            await turn.SayAsync($"Somebody has it already, so I don't ask {string.Join(" and ", others.Select(p => PlainRun.Of(p.Name)))} too. They can hand it over; or call it off and ask anew.", cancellationToken);
        }

        foreach (var person in others) course.AskAlso(person.Id);
        if (others.Count == 0) course.Again();
        var words = PaymentNumbers.Masked(why.Trim());
        if (words.Length > 0)
        {
            var all = running.Why is { } before ? $"{before}\n{words}" : words;
            running.Row.Why = running.Seal.Close(all.Length > LongestWhy ? all[^LongestWhy..] : all);
            running.Row.AskedVersion = running.Row.Version + 1;
        }

        course.Nudge();
        course.Note(HelpEventKind.ReasonAdded, turn.Person.Id);
        await board.PostAsync(running, course, cancellationToken, turn.Sender, words.Length > 0 ? words : null);
    }

    private async Task NobodyAsync(Team? team, Policy policy, IReadOnlyList<Person> named, CancellationToken cancellationToken)
    {
        if (named.Count > 0 || policy.People.Any())
        {
            await turn.SayAsync("The only person I could ask is you. Name somebody else: `escalate: NAME`, or add people with `setup`.", cancellationToken);
            return;
        }

        var known = (await colleagues.KnownAsync(turn.Sender.Address, cancellationToken)).Where(p => p.Id != turn.Person.Id).ToList();
        await turn.SayAsync(NobodyCard.Of(team, known, await teams.HasChannelAsync(team, cancellationToken), turn.IsPersonal), null, cancellationToken);
    }
}
