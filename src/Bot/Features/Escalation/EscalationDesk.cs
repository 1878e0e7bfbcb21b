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
    IOptions<EscalationOptions> options)
{
    private const int LongestWhy = 1000;

    /// <summary>Asks for help with the person's present case. Whom: those named, else the team's policy.</summary>
    public async Task AskAsync(IReadOnlyList<Person> named, string why, OpenCase? about, CancellationToken cancellationToken)
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
        if (wanted.Count > 0) policy = policy with { Steps = [new PolicyStep([.. wanted.Select(p => p.Id)], options.Value.Wait), .. policy.Steps], Hours = null };
        if (!policy.People.Any(p => p != turn.Person.Id))
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
            Why = words.Length == 0 ? null : open.Seal.Close(words.Length > LongestWhy ? words[..LongestWhy] : words),
        };
        var request = escalations.Add(row, policy, open.Seal);
        var course = await escalations.CourseAsync(request, cancellationToken);
        course.Begin();
        await board.PostAsync(request, course, cancellationToken, turn.Sender.Address.Channel);
    }

    /// <summary>A press on the asker's own card.</summary>
    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await FindOwnAsync(press, cancellationToken) is not { } open) return;
        var course = await escalations.CourseAsync(open, cancellationToken);
        switch (press.Action)
        {
            case EscalationActions.Undo or EscalationActions.CallOff:
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

        await board.PostAsync(open, course, cancellationToken, turn.Sender.Address.Channel);
    }

    /// <summary>The asker's own running escalation behind a button; else they are told, and the answer is null.</summary>
    internal async Task<OpenRequest?> FindOwnAsync(ButtonPress press, CancellationToken cancellationToken, bool tell = true)
    {
        var open = Ids.IsId(press.Id) ? await escalations.FindAsync(press.Id, cancellationToken) : null;
        var told = open is null || open.Row.AskerId != turn.Person.Id ? HelpTexts.NoLongerHere : open.Row.IsOver ? HelpTexts.Over(open.Row) : null;
        if (told is null) return open;
        if (tell) await turn.SayAsync(told, cancellationToken);
        return null;
    }

    private async Task JoinAsync(OpenRequest running, IReadOnlyList<Person> named, string why, CancellationToken cancellationToken)
    {
        var course = await escalations.CourseAsync(running, cancellationToken);
        foreach (var person in named.Where(p => p.Id != turn.Person.Id)) course.AskAlso(person.Id);
        var words = PaymentNumbers.Masked(why.Trim());
        if (words.Length > 0)
        {
            var all = running.Why is { } before ? $"{before}\n{words}" : words;
            running.Row.Why = running.Seal.Close(all.Length > LongestWhy ? all[^LongestWhy..] : all);
        }

        course.Touch();
        course.Note(HelpEventKind.ReasonAdded, turn.Person.Id);
        await board.PostAsync(running, course, cancellationToken, turn.Sender.Address.Channel, words.Length > 0 ? words : null);
    }

    private async Task NobodyAsync(Team? team, Policy policy, IReadOnlyList<Person> named, CancellationToken cancellationToken)
    {
        if (named.Count > 0 || policy.People.Any())
        {
            await turn.SayAsync("The only person I could ask is you. Name somebody else: `escalate: NAME`, or add people with `setup`.", cancellationToken);
            return;
        }

        var known = (await colleagues.KnownAsync(turn.Sender.Address, cancellationToken)).Where(p => p.Id != turn.Person.Id).ToList();
        await turn.SayAsync(NobodyCard.Of(team, known, turn.IsPersonal), null, cancellationToken);
    }
}
