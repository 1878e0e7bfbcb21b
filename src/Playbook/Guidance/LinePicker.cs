using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>Picks the line to say: the first that this case hasn't seen, in the order of how well it fits.</summary>
internal static class LinePicker
{
    public static (Line Line, bool SaidAll) Pick(Play play, SituationWords situation, Assessment assessment, GuidanceRequest request) =>
        Pick(Candidates(play, situation, assessment, request), request.Slots, request.ShownLineIds);

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

    private static IEnumerable<Script> Candidates(Play play, SituationWords situation, Assessment assessment, GuidanceRequest request)
    {
        var say = SayFor(play, assessment, request.Fact);
        foreach (var script in say[request.Tone]) yield return script;
        foreach (var script in play.Further) yield return script;

        // A softer line never stands in for a firm one, nor a written one for a call while there is another.
        if (request.Tone == Tone.Steady) foreach (var script in say.Softer) yield return script;
        if (request.Tone is Tone.Softer or Tone.Firmer) foreach (var script in say.Steady) yield return script;
        foreach (var script in situation.Further) yield return script;
    }

    /// <summary>
    /// A legal threat keeps to lines that admit nothing, whatever the fact turned out to be; only where the client is mistaken do the facts speak.
    /// Another flag's lines hold until the fact is known.
    /// </summary>
    private static Say SayFor(Play play, Assessment assessment, Fault fact)
    {
        if (assessment.Flags.Contains(Flag.LegalThreat) && fact != Fault.Theirs) return play.WhenFlag.GetValueOrDefault(Flag.LegalThreat, play.Say);
        if (play.WhenFact.TryGetValue(fact, out var known)) return known;
        foreach (var (flag, say) in play.WhenFlag)
        {
            if (flag != Flag.LegalThreat && assessment.Flags.Contains(flag)) return say;
        }

        return play.Say;
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
