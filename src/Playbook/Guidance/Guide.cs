using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>Chooses the play and the line. Holds no state: make one per edition, use it from any thread.</summary>
public sealed class Guide
{
    /// <summary>Who decides when several are present: conduct, then facts, then demand, then feeling. Safety stands before them all.</summary>
    private static readonly Situation[] Priority = [Situation.Abusive, Situation.Wrong, Situation.Unrealistic, Situation.Angry, Situation.Calm];

    /// <summary>Below this nobody is told that their anger was noticed.</summary>
    private const int Heated = 2;

    private readonly Dictionary<Situation, PlayIndex> _plays;
    private readonly Dictionary<(Situation, Situation), Opener> _openers = [];
    private readonly Opener _generalOpener;
    private readonly LinePicker _lines;
    private readonly ThingFinder _things;
    private readonly PhraseSet _passed;
    private readonly AsideFinder _asides;

    public Guide(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        Edition = edition;
        _plays = edition.Plays.GroupBy(p => p.Situation).ToDictionary(g => g.Key, g => new PlayIndex(g));
        _lines = new LinePicker(edition);
        _things = new ThingFinder(edition.Things);
        _passed = new PhraseSet(edition.PassedPromise.Words);
        _asides = new AsideFinder(edition.Asides);
        _generalOpener = edition.Openers.First(o => o.Between.Count == 0);
        foreach (var opener in edition.Openers.Where(o => o.Between.Count == 2)) _openers[(opener.Between[0], opener.Between[1])] = opener;
    }

    public Edition Edition { get; }

    /// <summary>
    /// Self-harm overrides everything, a person's correction too: whoever is sure that it is none leaves the flag out of the assessment.
    /// </summary>
    public GuidanceAnswer For(Assessment assessment, GuidanceRequest request)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentNullException.ThrowIfNull(request);
        if (assessment.Flags.Contains(Flag.SelfHarm)) return InCrisis(request);
        var forced = request.PlayId is { } id ? Edition.Play(id) : null;
        if (forced is not null && request.Situation is { } corrected && forced.Situation != corrected) forced = null;
        var deciding = forced?.Situation ?? request.Situation ?? Deciding(assessment);
        if (deciding is not { } situation) return Unsure(assessment, request);
        return Playing(forced ?? Choose(situation, assessment, request), assessment, request);
    }

    /// <summary>What the bot answers to a text that no client said: "I don't know what to say to him". Null for anything that may be a client's.</summary>
    public string? ToAside(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _asides.In(text)?.Answer;
    }

    /// <summary>True where the client says that the time they were promised has passed, or that they are still waiting.</summary>
    public bool SaysPromisePassed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _passed.IsIn(text);
    }

    /// <summary>A line for the client while somebody else is asked.</summary>
    public Line WhileWaiting(Waiting waiting, Slots slots, IReadOnlyCollection<string> shownLineIds) =>
        LinePicker.Pick(Edition.Waiting[waiting], slots, shownLineIds).Line;

    /// <summary>The words of a rung of the conduct ladder.</summary>
    public Line OnLadder(LadderStep step, Tone tone, Slots slots, IReadOnlyCollection<string> shownLineIds) =>
        LinePicker.Pick(Edition.Ladder[step].Say[tone], slots, shownLineIds).Line;

    internal Play Choose(Situation situation, Assessment assessment, GuidanceRequest request) =>
        _plays[situation].Best(assessment, request);

    private static Situation? Deciding(Assessment assessment)
    {
        if (assessment.Legibility != Legibility.Readable) return null;
        if (assessment.Situation is not { } read)
        {
            // Unsure, but a threat, a harasser or contempt for what somebody is, with abuse as one of the two, is not a case for a friendly opener.
            var abuseIsClose = assessment.Alternatives.Take(2).Any(a => a.Situation == Situation.Abusive);
            var isGrave = assessment.Flags.Contains(Flag.SafetyThreat) || assessment.Flags.Contains(Flag.SexualHarassment) || assessment.Flags.Contains(Flag.Discrimination);
            return isGrave && abuseIsClose ? Situation.Abusive : null;
        }

        return assessment.Flags.Contains(Flag.SafetyThreat)
            ? Situation.Abusive
            : Priority.First(s => s == read || assessment.Secondary.Contains(s));
    }

    /// <summary>A corrected reading is no longer counted as present: somebody said that it was not that.</summary>
    private static Situation? SecondTo(Play play, Assessment assessment, GuidanceRequest request)
    {
        // Who crosses a line gets no word of understanding with the limit.
        if (play.Situation == Situation.Abusive || assessment.Flags.Contains(Flag.SafetyThreat) || request.Tone == Tone.Spoken) return null;
        var read = request.Situation is null ? assessment.Situation : null;
        foreach (var situation in Priority)
        {
            if (situation is Situation.Calm or Situation.Abusive || situation == play.Situation) continue;
            if (situation == read || assessment.Secondary.Contains(situation)) return situation;
        }

        return null;
    }

    private GuidanceAnswer Playing(Play play, Assessment assessment, GuidanceRequest request)
    {
        var slots = request.Slots.Issue is null
            ? request.Slots with { Issue = _things.In(request.Text, play.Situation) }
            : request.Slots;
        request = request with { Slots = slots };
        var legal = assessment.Flags.Contains(Flag.LegalThreat);
        var (say, saidAll) = _lines.Pick(play, assessment, request, IsPassed(play, request));
        var second = SecondTo(play, assessment, request);
        // Thanks after a fight: no question, no offer, nothing that opens it again.
        var closing = play.Situation == Situation.Calm && request.WasHeated;
        var answer = new GuidanceAnswer
        {
            Edition = Edition.Version,
            PlayId = play.Id,
            Title = play.Title,
            Situation = play.Situation,
            Say = say with { Text = Address.Before(say.Text, slots, request.Tone) },
            SaidAll = saidAll,
            SecondSituation = second,
            Second = second is { } other && !(other == Situation.Angry && assessment.Intensity < Heated) ? SecondSentence(other, assessment, request) : null,
            Reflect = play.Reflect.Render(slots),
            Validate = play.Validate.Render(slots),
            Ask = closing ? [] : Questions.For(play.Ask, request, slots),
            Offers = closing ? [] : [.. play.Offers.Select(o => new OfferedOffer(o.Text.Render(slots), o.Trade.Render(slots), Edition.Approvals.For(o.ApprovalOver), Edition.Approvals.Currency))],
            Plan = [.. play.Plan.Select(s => Planned(s, slots))],
            Avoid = play.Avoid,
            Then = [.. play.Then.Select(m => new NextMove(m.If, m.Say.Render(slots)))],
            ForYou = assessment.Intensity >= 3 || play.Situation == Situation.Abusive ? play.ForYou.Render(slots) : null,
            DecidingFact = closing ? null : play.Fact,
            IsGuarded = legal && request.Fact is (Fault.Ours or Fault.Theirs or Fault.Both),
            Options = play.Options,
            Tone = request.Tone,
            Tones = [request.Tone, .. Enum.GetValues<Tone>().Where(t => t != request.Tone)],
            Slots = slots,
        };
        return legal ? Guarded(answer, request) : answer;
    }

    /// <summary>A fact that was clicked since speaks for itself; and conduct is not a matter of time.</summary>
    private bool IsPassed(Play play, GuidanceRequest request) =>
        request is { Round: > 1, Fact: Fault.NotAsked or Fault.Unknown } && play.Situation is (Situation.Angry or Situation.Calm) && SaysPromisePassed(request.Text);

    /// <summary>With a legal threat somebody is told first, and nothing on the card admits, denies, pays or promises it in writing.</summary>
    private GuidanceAnswer Guarded(GuidanceAnswer answer, GuidanceRequest request)
    {
        var lawyer = LegalGuard.NamesLawyer(request.Text);
        return answer with
        {
            NamesLawyer = lawyer,
            Reflect = Safe(answer.Reflect!) ? answer.Reflect : null,
            Validate = Safe(answer.Validate!) ? answer.Validate : null,
            Ask = [.. answer.Ask.Where(Safe)],
            Offers = [.. answer.Offers.Where(o => o.ApprovalOver is null && Safe(o.Text) && Safe(o.Trade))],
            Plan = request.ManagerIsIn ? answer.Plan : [Planned(Edition.Legal.Step, request.Slots), .. answer.Plan.Where(s => Safe(s.What) && !TellsManager(s.What)).Take(2)],
            Avoid = [Edition.Legal.Avoid, .. answer.Avoid],
            Then = [.. answer.Then.Where(m => Safe(m.Say))],
        };

        bool Safe(string text) => LegalGuard.IsSafe(text, lawyer, request.ManagerIsIn);
        static bool TellsManager(string step) => step.Contains("manager", StringComparison.OrdinalIgnoreCase) || step.Contains("legal", StringComparison.OrdinalIgnoreCase);
    }

    private static PlannedStep Planned(PlanStep step, Slots slots) => new(step.Who, step.What.Render(slots), Small(step.When.Render(slots)));

    private Line? SecondSentence(Situation situation, Assessment assessment, GuidanceRequest request)
    {
        var legal = assessment.Flags.Contains(Flag.LegalThreat);
        var script = Edition.Situations[situation].Second.FirstOrDefault(
            s => !request.ShownLineIds.Contains(s.Id) && (!legal || LegalGuard.IsSafe(s, LegalGuard.NamesLawyer(request.Text), request.ManagerIsIn)));
        return script is null ? null : new Line(script.Id, script.Render(request.Slots));
    }

    private GuidanceAnswer Unsure(Assessment assessment, GuidanceRequest request)
    {
        var readable = assessment.Legibility == Legibility.Readable && assessment.Alternatives.Count >= 2;
        Situation[] between = readable ? [assessment.Alternatives[0].Situation, assessment.Alternatives[1].Situation] : [];
        var opener = readable ? _openers[between[0] < between[1] ? (between[0], between[1]) : (between[1], between[0])] : _generalOpener;
        IEnumerable<Script> lines = [.. opener.Say, .. _generalOpener.Say];
        if (assessment.Flags.Contains(Flag.LegalThreat)) lines = [.. lines.Where(l => LegalGuard.IsSafe(l, LegalGuard.NamesLawyer(request.Text), request.ManagerIsIn)), .. Edition.Legal.Further];
        var (say, saidAll) = LinePicker.Pick(lines, request.Slots, request.ShownLineIds);
        return new GuidanceAnswer
        {
            Edition = Edition.Version, Say = say, SaidAll = saidAll, Slots = request.Slots, Candidates = between, Ask = [opener.Ask.Render(request.Slots)],
        };
    }

    private GuidanceAnswer InCrisis(GuidanceRequest request)
    {
        var about = CrisisSubject.IsSomebodyElse(request.Text) && Edition.Crisis.SayAbout.Count > 0;
        var (say, saidAll) = LinePicker.Pick(about ? Edition.Crisis.SayAbout : Edition.Crisis.Say, request.Slots, request.ShownLineIds);
        return new GuidanceAnswer { Edition = Edition.Version, Say = say, SaidAll = saidAll, Crisis = Edition.Crisis, ForYou = Edition.Crisis.ForYou };
    }

    /// <summary>A time follows something: "compare them, by 3 today".</summary>
    private static string Small(string text) => string.Create(text.Length, text, (span, from) =>
    {
        from.CopyTo(span);
        if (span.Length > 0) span[0] = char.ToLowerInvariant(span[0]);
    });
}
