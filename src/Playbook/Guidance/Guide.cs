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

    public Guide(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        Edition = edition;
        _plays = edition.Plays.GroupBy(p => p.Situation).ToDictionary(g => g.Key, g => new PlayIndex(g));
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

    /// <summary>A line for the client while somebody else is asked.</summary>
    public Line WhileWaiting(Waiting waiting, Slots slots, IReadOnlyCollection<string> shownLineIds) =>
        LinePicker.Pick(Edition.Waiting[waiting], slots, shownLineIds).Line;

    /// <summary>The words of a rung of the conduct ladder.</summary>
    public Line OnLadder(LadderStep step, Tone tone, Slots slots, IReadOnlyCollection<string> shownLineIds) =>
        LinePicker.Pick(Edition.Ladder[step].Say[tone], slots, shownLineIds).Line;

    internal Play Choose(Situation situation, Assessment assessment, GuidanceRequest request) =>
        _plays[situation].Best(request.Text, assessment, request.Round, request.Fact);

    private static Situation? Deciding(Assessment assessment)
    {
        if (assessment.Legibility != Legibility.Readable) return null;
        if (assessment.Situation is not { } read)
        {
            // Unsure, but a threat of harm with abuse as one of the two is not a case for a friendly opener.
            var abuseIsClose = assessment.Alternatives.Take(2).Any(a => a.Situation == Situation.Abusive);
            return assessment.Flags.Contains(Flag.SafetyThreat) && abuseIsClose ? Situation.Abusive : null;
        }

        return assessment.Flags.Contains(Flag.SafetyThreat)
            ? Situation.Abusive
            : Priority.First(s => s == read || assessment.Secondary.Contains(s));
    }

    /// <summary>A corrected reading is no longer counted as present: somebody said that it was not that.</summary>
    private static Situation? SecondTo(Play play, Assessment assessment, GuidanceRequest request)
    {
        if (assessment.Flags.Contains(Flag.SafetyThreat) || request.Tone == Tone.Spoken) return null;
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
        var (say, saidAll) = LinePicker.Pick(play, Edition.Situations[play.Situation], assessment, request);
        var second = SecondTo(play, assessment, request);
        var slots = request.Slots;
        return new GuidanceAnswer
        {
            Edition = Edition.Version,
            PlayId = play.Id,
            Title = play.Title,
            Situation = play.Situation,
            Say = say,
            SaidAll = saidAll,
            SecondSituation = second,
            Second = second is { } other && !(other == Situation.Angry && assessment.Intensity < Heated) ? SecondSentence(other, request) : null,
            Reflect = play.Reflect.Render(slots),
            Validate = play.Validate.Render(slots),
            Ask = Rotated(play.Ask, request),
            Offers = [.. play.Offers.Select(o => new OfferedOffer(o.Text.Render(slots), o.Trade.Render(slots), o.ApprovalOver))],
            Plan = [.. play.Plan.Select(s => new PlannedStep(s.Who, s.What.Render(slots), Small(s.When.Render(slots))))],
            Avoid = play.Avoid,
            Then = [.. play.Then.Select(m => new NextMove(m.If, m.Say.Render(slots)))],
            ForYou = assessment.Intensity >= 3 || play.Situation == Situation.Abusive ? play.ForYou.Render(slots) : null,
            DecidingFact = play.Fact,
            IsGuarded = assessment.Flags.Contains(Flag.LegalThreat) && request.Fact is (Fault.Ours or Fault.Both),
            Options = play.Options,
            Tone = request.Tone,
            Tones = [request.Tone, .. Enum.GetValues<Tone>().Where(t => t != request.Tone)],
        };
    }

    private Line? SecondSentence(Situation situation, GuidanceRequest request)
    {
        var script = Edition.Situations[situation].Second.FirstOrDefault(s => !request.ShownLineIds.Contains(s.Id));
        return script is null ? null : new Line(script.Id, script.Render(request.Slots));
    }

    private GuidanceAnswer Unsure(Assessment assessment, GuidanceRequest request)
    {
        var readable = assessment.Legibility == Legibility.Readable && assessment.Alternatives.Count >= 2;
        Situation[] between = readable ? [assessment.Alternatives[0].Situation, assessment.Alternatives[1].Situation] : [];
        var opener = readable ? _openers[between[0] < between[1] ? (between[0], between[1]) : (between[1], between[0])] : _generalOpener;
        var (say, saidAll) = LinePicker.Pick([.. opener.Say, .. _generalOpener.Say], request.Slots, request.ShownLineIds);
        return new GuidanceAnswer
        {
            Edition = Edition.Version, Say = say, SaidAll = saidAll, Candidates = between, Ask = [opener.Ask.Render(request.Slots)],
        };
    }

    private GuidanceAnswer InCrisis(GuidanceRequest request)
    {
        var (say, saidAll) = LinePicker.Pick(Edition.Crisis.Say, request.Slots, request.ShownLineIds);
        return new GuidanceAnswer { Edition = Edition.Version, Say = say, SaidAll = saidAll, Crisis = Edition.Crisis, ForYou = Edition.Crisis.ForYou };
    }

    /// <summary>A time follows something: "compare them, by 3 today".</summary>
    private static string Small(string text) => string.Create(text.Length, text, (span, from) =>
    {
        from.CopyTo(span);
        if (span.Length > 0) span[0] = char.ToLowerInvariant(span[0]);
    });

    private static List<string> Rotated(IReadOnlyList<Script> questions, GuidanceRequest request)
    {
        var first = Math.Max(request.Round - 1, 0) % questions.Count;
        return [.. Enumerable.Range(0, questions.Count).Select(i => questions[(first + i) % questions.Count].Render(request.Slots))];
    }
}
