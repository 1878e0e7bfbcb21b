using ClientBot.Storage;

namespace ClientBot.Features.Escalation;

/// <summary>
/// How an escalation goes on: every transition, and nothing else. It changes the rows it was given and tells what happened
/// and who is to be asked now; writing, showing and sending are others' work.
/// </summary>
public sealed class Course(HelpRequest request, List<AskedPerson> asked, Policy policy, Duty duty, long now)
{
    /// <summary>What happened, in order: to be kept as history.</summary>
    public List<Happening> Happened { get; } = [];

    /// <summary>Who is to get a message now, new or once more: person ids.</summary>
    public HashSet<string> Pinged { get; } = [];

    private int StepCount => request.IsUrgent ? policy.Steps.Count : Math.Min(1, policy.Steps.Count);

    private int Repeats => request.IsUrgent ? Math.Min(policy.Repeats, Policy.MostRepeats) : 0;

    public void Begin()
    {
        Note(HelpEventKind.Raised, request.AskerId);
        Start();
    }

    /// <summary>Does what the present instant makes due; nothing where nothing is.</summary>
    public void OnTime()
    {
        if (request.UndoUntil <= now) request.UndoUntil = null;
        if (request.NextAt <= now) Expire();
        Due();
    }

    /// <summary>Passes over this person; what they had taken is given back.</summary>
    public void Unreachable(string personId) => Without(personId, AskOutcome.Unreachable, HelpEventKind.Unreachable);

    /// <inheritdoc cref="Unreachable"/>
    public void CannotNow(string personId) => Without(personId, AskOutcome.CannotNow, HelpEventKind.CannotNow);

    /// <summary>Makes this person the owner, asked or not. False where it is over, or somebody else has it.</summary>
    public bool Take(string personId, HelpEventKind how = HelpEventKind.Taken)
    {
        if (request.IsOver || (request.OwnerId is { } owner && owner != personId)) return false;
        if (request.OwnerId != personId || how != HelpEventKind.Taken) Note(how, personId);
        if (Find(personId) is { } entry) entry.Outcome = AskOutcome.Open;
        // Who answered the notice in a channel gets the card that those have who were asked.
        else Add(personId);
        request.OwnerId = personId;
        request.TakenAt ??= now;
        request.State = HelpState.Taken;
        request.UndoUntil = null;
        Touch();
        // Who has given what was asked for isn't reminded of it.
        if (how is HelpEventKind.Answered or HelpEventKind.Approved or HelpEventKind.Declined) request.NextAt = null;
        Due();
        return true;
    }

    /// <summary>Something was done about it: the owner's reminder is pushed back.</summary>
    public void Touch()
    {
        if (request.State == HelpState.Taken) request.NextAt = now + policy.RemindAfter.InMilliseconds();
        Due();
    }

    /// <summary>The asker added something: whoever has it hears of it now, and is reminded again.</summary>
    public void Nudge()
    {
        if (request.State != HelpState.Taken) return;
        Pinged.Add(request.OwnerId!);
        Touch();
    }

    /// <summary>Asks one more person, by name; who had it no longer has.</summary>
    public void HandOver(string fromId, string toId)
    {
        if (request.IsOver) return;
        Note(HelpEventKind.HandedOver, fromId, toId);
        foreach (var open in asked.Where(a => a.Outcome == AskOutcome.Open && a.PersonId == fromId)) open.Outcome = AskOutcome.CannotNow;
        (request.OwnerId, request.TakenAt) = (null, null);
        request.State = HelpState.Asking;
        Ask(toId);
        request.NextAt = now + WaitOf(request.Step);
        Due();
    }

    public void Resolve(string personId) => End(HelpState.Resolved, HelpEventKind.Resolved, personId);

    public void CallOff() => End(HelpState.CalledOff, HelpEventKind.CalledOff, request.AskerId);

    /// <summary>From soft to urgent: what was held back is done now.</summary>
    public void MakeUrgent()
    {
        if (request.IsOver || request.IsUrgent) return;
        request.IsUrgent = true;
        Note(HelpEventKind.MadeUrgent, request.AskerId);
        if (request.State == HelpState.Exhausted) Start();
    }

    /// <summary>Goes through all steps once more, those included who did not answer or could not.</summary>
    public void Again()
    {
        if (request.State != HelpState.Exhausted) return;
        Note(HelpEventKind.AskedAgain, request.AskerId);
        foreach (var entry in asked.Where(a => a.Outcome == AskOutcome.CannotNow)) entry.Outcome = AskOutcome.NotAnswered;
        (request.Step, request.Repeat) = (0, 0);
        Start();
    }

    /// <summary>Asks one more person beside those who are asked already; named on purpose, also who could not before.</summary>
    public void AskAlso(string personId)
    {
        if (request.IsOver || request.State == HelpState.Taken || personId == request.AskerId) return;
        if (Find(personId) is { Outcome: AskOutcome.Open }) return;
        Ask(personId);
        if (request.State == HelpState.Asking) return;
        request.State = HelpState.Asking;
        request.NextAt = now + WaitOf(request.Step);
        Due();
    }

    public void Note(HelpEventKind kind, string? personId = null, string? otherId = null, long? until = null) => Happened.Add(new Happening(kind, personId, otherId, until));

    private void Expire()
    {
        switch (request.State)
        {
            case HelpState.Asking:
                foreach (var open in OfThisStep())
                {
                    open.Outcome = AskOutcome.NotAnswered;
                    Note(HelpEventKind.NotAnswered, open.PersonId);
                }

                request.Step++;
                Start();
                break;
            case HelpState.Waiting:
                Start();
                break;
            case HelpState.Taken:
                Remind(request.OwnerId!);
                break;
            default:
                request.NextAt = null;
                break;
        }
    }

    // Each time after twice as long, and not while the owner is off duty. Who is away by now has it no longer.
    private void Remind(string ownerId)
    {
        if (duty.IsAway(ownerId, now))
        {
            Without(ownerId, AskOutcome.NotAnswered, HelpEventKind.NobodyOnDuty);
        }
        else if (duty.OnFrom(ownerId, now) is { } on && on > now)
        {
            request.NextAt = on;
        }
        else
        {
            Note(HelpEventKind.Reminded, ownerId);
            Pinged.Add(ownerId);
            var before = TimeSpan.FromMilliseconds(now - (request.TakenAt ?? now));
            request.NextAt = now + TimeSpan.FromTicks(Math.Clamp(before.Ticks, policy.RemindAfter.Ticks, Policy.LongestReminder.Ticks)).InMilliseconds();
        }
    }

    // Goes on from the present step to the first in which somebody can be asked now, or is waited for.
    private void Start()
    {
        while (true)
        {
            if (request.Step >= StepCount)
            {
                if (request.Repeat >= Repeats || !asked.Exists(a => a.Outcome is AskOutcome.Open or AskOutcome.NotAnswered))
                {
                    Exhaust();
                    return;
                }

                request.Repeat++;
                request.Step = 0;
            }

            var step = policy.Steps[request.Step];
            var people = step.People.Select(p => duty.StandIn(p, now) ?? p).Distinct().Where(CanBeAsked).ToList();
            var ready = people.Where(p => !duty.IsAway(p, now) && (step.AtAnyHour || duty.OnFrom(p, now) == now)).ToList();
            if (ready.Count > 0)
            {
                request.State = HelpState.Asking;
                foreach (var person in ready) Ask(person);
                request.NextAt = now + step.Wait.InMilliseconds();
                Due();
                return;
            }

            if (policy.WhenOffDuty == OffDuty.Hold && WakeOf(people) is { } wake)
            {
                request.State = HelpState.Waiting;
                request.NextAt = wake.At;
                Note(HelpEventKind.Waiting, wake.PersonId, until: wake.At);
                Due();
                return;
            }

            if (people.Count > 0) Note(HelpEventKind.NobodyOnDuty, people[0]);
            request.Step++;
        }
    }

    private void Ask(string personId)
    {
        if (Find(personId) is { } entry) (entry.Step, entry.AskedAt, entry.Outcome) = (request.Step, now, AskOutcome.Open);
        else Add(personId);
        Pinged.Add(personId);
        Note(HelpEventKind.Asked, personId);
    }

    private void Add(string personId)
    {
        asked.Add(new AskedPerson { RequestId = request.Id, PersonId = personId, Step = request.Step, AskedAt = now });
        Pinged.Add(personId);
    }

    // Who drops out, also as the owner: those of the step who are left are asked anew, else the next step is.
    private void Without(string personId, AskOutcome outcome, HelpEventKind kind)
    {
        if (request.IsOver || Find(personId) is not { } entry || entry.Outcome == outcome) return;
        entry.Outcome = outcome;
        Note(kind, personId);
        var had = request.OwnerId == personId;
        if (had)
        {
            (request.OwnerId, request.TakenAt) = (null, null);
            request.State = HelpState.Asking;
        }

        if (request.State != HelpState.Asking) return;
        var left = OfThisStep();
        if (left.Count == 0)
        {
            // Who is away now may have somebody standing in.
            if (kind != HelpEventKind.NobodyOnDuty) request.Step++;
            Start();
        }
        else if (had)
        {
            foreach (var other in left) Ask(other.PersonId);
            request.NextAt = now + WaitOf(request.Step);
            Due();
        }
    }

    private AskedPerson? Find(string personId) => asked.Find(a => a.PersonId == personId);

    private List<AskedPerson> OfThisStep() => asked.FindAll(a => a.Outcome == AskOutcome.Open && a.Step == request.Step);

    private void Exhaust()
    {
        request.State = HelpState.Exhausted;
        request.NextAt = null;
        Note(HelpEventKind.Exhausted);
        if (request.IsUrgent)
        {
            foreach (var person in policy.AtTheEnd.Where(CanBeAsked)) Ask(person);
        }

        Due();
    }

    private void End(HelpState state, HelpEventKind kind, string personId)
    {
        if (request.IsOver) return;
        request.State = state;
        (request.EndedAt, request.NextAt, request.UndoUntil) = (now, null, null);
        Note(kind, personId);
        Due();
    }

    private bool CanBeAsked(string personId) =>
        personId != request.AskerId && Find(personId)?.Outcome is not (AskOutcome.Unreachable or AskOutcome.CannotNow);

    // Working hours are waited for; who is away with nobody in their place is not: that may be weeks.
    private (string PersonId, long At)? WakeOf(IEnumerable<string> people)
    {
        var first = people.Where(p => !duty.IsAway(p, now)).Select(p => (PersonId: p, At: duty.OnFrom(p, now))).Where(x => x.At is not null).OrderBy(x => x.At).FirstOrDefault();
        return first.At is { } at ? (first.PersonId, at) : null;
    }

    private long WaitOf(int step) => (step < policy.Steps.Count ? policy.Steps[step].Wait : TimeSpan.FromMinutes(5)).InMilliseconds();

    private void Due() => request.DueAt = request switch
    {
        { UndoUntil: { } undo, NextAt: { } next } => Math.Min(undo, next),
        _ => request.UndoUntil ?? request.NextAt,
    };
}

/// <summary>Something that happened in an escalation.</summary>
public sealed record Happening(HelpEventKind Kind, string? PersonId, string? OtherId, long? Until);
