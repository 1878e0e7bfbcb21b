using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>Picks the line to say: the first that this case hasn't seen, in the order of how well it fits.</summary>
internal sealed class LinePicker(Edition edition)
{
    /// <param name="play">Whose lines come first.</param>
    /// <param name="assessment">How the message was read.</param>
    /// <param name="request">What is asked; its slots are those to fill in.</param>
    /// <param name="passed">The client says that a promised time has passed.</param>
    public (Line Line, bool SaidAll) Pick(Play play, Assessment assessment, GuidanceRequest request, bool passed)
    {
        var candidates = Candidates(play, assessment, request, passed);
        if (!assessment.Flags.Contains(Flag.LegalThreat)) return Pick(candidates, request.Slots, request.ShownLineIds);
        var lawyer = LegalGuard.NamesLawyer(request.Text);
        return Pick(Guarded(play, request).Concat(candidates).Where(s => LegalGuard.IsSafe(s, lawyer, request.ManagerIsIn)), request.Slots, request.ShownLineIds);
    }

    /// <summary>When all were shown, the one shown longest ago comes again.</summary>
    public static (Line Line, bool SaidAll) Pick(IEnumerable<Script> candidates, Slots slots, IReadOnlyCollection<string> shown)
    {
        Script? oldest = null;
        var oldestAt = int.MaxValue;
        foreach (var script in candidates)
        {
            var at = LastIndex(shown, script.Id);
            if (at < 0) return (new Line(script.Id, script.Render(slots)), false);
            if (at < oldestAt) (oldest, oldestAt) = (script, at);
        }

        return (new Line(oldest!.Id, oldest.Render(slots)), true);
    }

    private IEnumerable<Script> Candidates(Play play, Assessment assessment, GuidanceRequest request, bool passed)
    {
        if (passed) foreach (var script in edition.PassedPromise.Say[request.Tone]) yield return script;
        var say = SayFor(play, assessment, request.Fact);
        foreach (var script in Turned(say[request.Tone], request)) yield return script;
        foreach (var script in play.Further) yield return script;

        // A softer line never stands in for a firm one, nor a written one for a call while there is another.
        if (request.Tone == Tone.Steady) foreach (var script in say.Softer) yield return script;
        if (request.Tone is Tone.Softer or Tone.Firmer) foreach (var script in say.Steady) yield return script;
        foreach (var script in edition.Situations[play.Situation].Further) yield return script;
    }

    /// <summary>Made for a legal threat: the play's own, and those for all plays. The fact makes no difference to them.</summary>
    private IEnumerable<Script> Guarded(Play play, GuidanceRequest request)
    {
        if (play.WhenFlag.TryGetValue(Flag.LegalThreat, out var own)) foreach (var script in own[request.Tone]) yield return script;
        if (play.Fits.Flags.Contains(Flag.LegalThreat)) foreach (var script in Turned(play.Say[request.Tone], request)) yield return script;
        foreach (var script in Turned(edition.Legal.Say[request.Tone], request)) yield return script;
        foreach (var script in edition.Legal.Further) yield return script;
    }

    /// <summary>A flag's lines hold until the fact is known.</summary>
    private static Say SayFor(Play play, Assessment assessment, Fault fact)
    {
        if (play.WhenFact.TryGetValue(fact, out var known)) return known;
        foreach (var (flag, say) in play.WhenFlag)
        {
            if (flag != Flag.LegalThreat && assessment.Flags.Contains(flag)) return say;
        }

        return play.Say;
    }

    /// <summary>
    /// All first lines are as good, so different messages begin with different ones, and the same message always with the same; where the issue is
    /// known, those come first that name it.
    /// </summary>
    private static IEnumerable<Script> Turned(IReadOnlyList<Script> lines, GuidanceRequest request)
    {
        if (lines.Count < 2) return lines;
        // Whoever corrected the reading wants other words, also where the lines are those for all plays.
        var first = (int)((Hash(request.Text) + (request.Situation is null ? 0ul : 1ul)) % (ulong)lines.Count);
        var turned = Enumerable.Range(0, lines.Count).Select(i => lines[(first + i) % lines.Count]);
        return request.Slots.Issue is null ? turned : turned.OrderByDescending(s => s.UsesIssue);
    }

    /// <summary>FNV-1a: stable between processes, unlike string.GetHashCode.</summary>
    private static ulong Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return hash ^ (hash >> 15);
    }

    private static int LastIndex(IReadOnlyCollection<string> shown, string id)
    {
        var last = -1;
        var i = 0;
        foreach (var one in shown)
        {
            if (one == id) last = i;
            i++;
        }

        return last;
    }
}
