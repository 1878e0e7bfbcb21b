using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>What the merged playbook must keep to as a whole.</summary>
internal sealed class EditionRules(Draft draft, List<Mistake> mistakes)
{
    /// <summary>What the product does besides playing lines: a technique may be carried by one of these.</summary>
    public static readonly IReadOnlySet<string> Features = new HashSet<string>
    {
        "escalation", "follow-up", "casebook", "draft-check", "practice", "aftercare", "digest", "outcome", "setup", "help", "organisation-folder", "cards",
    };

    /// <summary>The fields of a play that can carry a technique.</summary>
    public static readonly IReadOnlySet<string> Carrying = new HashSet<string>
    {
        "say", "softer", "firmer", "spoken", "when_fact", "fact", "reflect", "validate", "ask", "offers", "plan", "avoid", "then", "for_you", "options",
    };

    /// <summary>What must be there before an edition can be built at all.</summary>
    public bool IsWhole()
    {
        var before = mistakes.Count;
        foreach (var situation in Enum.GetValues<Situation>())
        {
            var name = Spelling.Of(situation);
            if (!draft.Situations.ContainsKey(situation)) Missing("situations.yaml", $"{name}: with further and second");
            if (!draft.Plays.Values.Any(p => p.Play.Situation == situation && p.Play.Fits.IsDefault))
                Missing("situations.yaml", $"plays/{name}: a play with fits: default: true");
            foreach (var other in Enum.GetValues<Situation>().Where(o => o > situation))
            {
                if (!draft.Openers.ContainsKey($"{name}-{Spelling.Of(other)}")) Missing("openers.yaml", $"an opener between {name} and {Spelling.Of(other)}");
            }
        }

        if (!draft.Openers.ContainsKey("general")) Missing("openers.yaml", "a general opener (between: [])");
        if (draft.Crisis is null || draft.Contacts.Count == 0) Missing("crisis.yaml", "say and contacts");
        if (draft.Legal is null) Missing("legal.yaml", "step, avoid and say");
        if (draft.PassedPromise is null) Missing("promises.yaml", "passed: words and say");
        if (draft.Intensities.Count != 4) Missing("names.yaml", "intensities: four names");
        All("waiting.yaml", draft.Waiting, "lines for ");
        All("ladder.yaml", draft.Ladder, "the rung ");
        All("names.yaml", draft.SituationNames, "situations: ");
        All("names.yaml", draft.FlagNames, "flags: ");
        All("names.yaml", draft.FactNames, "facts: ");
        All("names.yaml", draft.ToneNames, "tones: ");
        All("names.yaml", draft.OptionNames, "options: ");
        return mistakes.Count == before;
    }

    /// <summary>The rules of single lines, also where the whole doesn't stand yet: one check shows as much as it can.</summary>
    public void CheckLines()
    {
        var lines = new LineRules(draft.Forbidden.Values, mistakes);
        foreach (var (play, _) in draft.Plays.Values) Check(play, lines);
        foreach (var (situation, words) in draft.Situations)
        {
            foreach (var script in words.Further) lines.Check(script, mayAdmit: false, Spelling.Of(situation) + ": further", needsTime: true);
            foreach (var script in words.Second) lines.Check(script, mayAdmit: false, Spelling.Of(situation) + ": second", needsTime: false);
            if (situation is not (Situation.Calm or Situation.Abusive) && words.Second.Count < 2) Missing("situations.yaml", $"{Spelling.Of(situation)}: second: 2 or more");
        }

        foreach (var opener in draft.Openers.Values)
        {
            foreach (var script in opener.Say) lines.Check(script, mayAdmit: false, "opener", needsTime: true);
            lines.Check(opener.Ask, mayAdmit: false, "opener: ask");
        }

        foreach (var (waiting, scripts) in draft.Waiting)
        {
            foreach (var script in scripts) lines.Check(script, mayAdmit: false, NamesReader.Snake(waiting), needsTime: true);
        }

        foreach (var (step, rung) in draft.Ladder)
        {
            lines.Check(rung.Say, mayAdmit: false, NamesReader.Snake(step), needsTime: true);
            lines.Check(rung.Before, mayAdmit: true, "before");
            lines.Check(rung.After, mayAdmit: true, "after");
        }

        if (draft.Legal is { } legal)
        {
            lines.Check(legal.Say, mayAdmit: false, "legal: say", needsTime: true);
            foreach (var script in legal.Further) lines.Check(script, mayAdmit: false, "legal: further", needsTime: true);
            foreach (var script in legal.Say.All.Concat(legal.Further)) lines.CheckLegal(script, "legal");
        }

        if (draft.PassedPromise is { } passed) lines.Check(passed.Say, mayAdmit: false, "passed: say", needsTime: true);
        foreach (var script in draft.Crisis?.SayAbout ?? []) lines.Check(script, mayAdmit: true, "crisis: say_about", needsTime: false);
        foreach (var script in draft.Crisis?.Say ?? []) lines.Check(script, mayAdmit: true, "crisis", needsTime: false);
    }

    /// <summary>What only the whole can show: that techniques have carriers, and that examples choose their play.</summary>
    public void CheckWhole(Edition edition)
    {
        CheckTechniques(edition);
        CheckExamples(edition);
    }

    private static void Check(Play play, LineRules lines)
    {
        lines.Check(play.Say, mayAdmit: false, "say", needsTime: true);
        foreach (var (fact, say) in play.WhenFact) lines.Check(say, fact is Fault.Ours or Fault.Both, "when_fact: " + NamesReader.Snake(fact), needsTime: true);
        foreach (var (flag, say) in play.WhenFlag) lines.Check(say, mayAdmit: false, "when_flag: " + Spelling.Of(flag), needsTime: true);
        foreach (var script in play.Further) lines.Check(script, mayAdmit: false, "further", needsTime: true);
        foreach (var move in play.Then) lines.Check(move.Say, mayAdmit: false, "then", needsTime: false);
        lines.Check(play.Reflect, mayAdmit: false, "reflect");
        lines.Check(play.Validate, mayAdmit: false, "validate");
        lines.Check(play.ForYou, mayAdmit: true, "for_you");
        foreach (var script in play.Ask) lines.Check(script, mayAdmit: false, "ask");
        foreach (var offer in play.Offers)
        {
            lines.Check(offer.Text, mayAdmit: false, "offer");
            lines.Check(offer.Trade, mayAdmit: false, "trade");
        }

        foreach (var step in play.Plan)
        {
            lines.Check(step.What, mayAdmit: true, "what");
            lines.Check(step.When, mayAdmit: true, "when");
        }

        if (!play.Ask.Any(IsOpen)) lines.Report(play.Ask.Count > 0 ? play.Ask[0].Place : play.Place, "ask: at least one open question (what, how, which, where, when, who, tell me)");
    }

    private static bool IsOpen(Script question)
    {
        var words = LineRules.Plain(question.Render(Slots.None)).Split(' ', ',', '.');
        return words.Any(w => w is "what" or "what's" or "how" or "how's" or "which" or "where" or "when" or "who" or "who's" or "why")
            || words is ["tell" or "show" or "walk" or "talk", ..];
    }

    private void CheckTechniques(Edition edition)
    {
        var carried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var play in edition.Plays)
        {
            foreach (var (name, place) in play.Techniques.Zip(play.TechniquePlaces))
            {
                carried.Add(name);
                if (!draft.Techniques.ContainsKey(name)) Report(place, $"techniques: an id of techniques.yaml; \"{name}\" is none");
            }
        }

        foreach (var technique in edition.Techniques)
        {
            foreach (var carrier in technique.Carriers)
            {
                if (!Exists(edition, technique, carrier, carried))
                {
                    Report(technique.Place, $"{technique.Id}: a carrier that exists and lists it; \"{carrier}\" doesn't (field:, plays:, play:, file: or feature:)");
                }
            }
        }
    }

    private static bool Exists(Edition edition, Technique technique, string carrier, HashSet<string> carried)
    {
        var name = carrier[(carrier.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return carrier.Split(':')[0] switch
        {
            "field" => Carrying.Contains(name) && carried.Contains(technique.Id),
            "plays" => edition.Plays.Any(p => Spelling.Of(p.Situation) == name && p.Techniques.Contains(technique.Id)),
            "play" => edition.Play(name)?.Techniques.Contains(technique.Id) == true,
            "file" => LibraryReader.Files.ContainsKey(name),
            "feature" => Features.Contains(name),
            _ => false,
        };
    }

    /// <summary>An organisation's play may take over an example of the built-in one: that is what it is there for.</summary>
    private void CheckExamples(Edition edition)
    {
        var guide = new Guide(edition);
        foreach (var play in edition.Plays)
        {
            foreach (var example in play.Examples)
            {
                // An example is always like itself, so it is left out: its words or its neighbours must find the play or leave it to the default, never to another.
                var (reading, request) = (ExampleReading.Of(play, example), ExampleReading.Request(play, example));
                var chosen = guide.Choose(play.Situation, reading, request with { LeftOut = example.Text });
                if (chosen.Id != play.Id && !chosen.Fits.IsDefault) chosen = guide.Choose(play.Situation, reading, request with { LeftOut = GuidanceRequest.AllExamples });
                if (chosen.Id == play.Id || chosen.Fits.IsDefault || chosen.Fits.IsForQuestions || draft.Plays[chosen.Id].Layer > draft.Plays[play.Id].Layer) continue;
                Report(example.Place, $"an example that chooses {play.Id}; this one chooses {chosen.Id}");
            }
        }
    }

    private void All<T, TValue>(string file, IReadOnlyDictionary<T, TValue> there, string what)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>().Except(there.Keys)) Missing(file, what + NamesReader.Snake(value));
    }

    private void Missing(string file, string expected) =>
        mistakes.Add(new Mistake(draft.ShownAs.GetValueOrDefault(file, file), 1, 1, expected + " (it is missing)"));

    private void Report(Place place, string expected) => mistakes.Add(new Mistake(place.File, place.Line, place.Column, expected));
}
