using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>Reads one play from its file.</summary>
internal static class PlayReader
{
    private static readonly string SituationNames = string.Join(", ", Enum.GetValues<Situation>().Select(Spelling.Of));
    private static readonly string FlagNames = string.Join(", ", Enum.GetValues<Flag>().Select(Spelling.Of));

    /// <returns>Null when the play cannot be built at all; other mistakes keep the edition from standing but not from being checked.</returns>
    public static Play? Read(Fields f, string path)
    {
        var id = f.Text("id");
        var situationName = f.Text("situation");
        if (!Spelling.TryParse(situationName, out Situation situation)) f.Report(f.PlaceOf("situation"), $"situation: one of {SituationNames}");
        else if (!id.StartsWith(situationName + ".", StringComparison.Ordinal)) f.Report(f.PlaceOf("id"), $"id: {situationName}. and a name");
        else if (!path.StartsWith($"plays/{situationName}/", StringComparison.Ordinal)) f.Report(f.Place, $"this play in the folder plays/{situationName}");

        var play = new
        {
            Title = f.Text("title"),
            Fits = ReadFits(f.Map("fits")),
            Fact = ReadFact(f.Map("fact", required: false)),
            Say = ReadSay(f.Map("say"), id, steady: 2),
            WhenFact = ReadWhenFact(f.Map("when_fact", required: false), id),
            WhenFlag = ReadWhenFlag(f.Map("when_flag", required: false), id),
            Further = f.Scripts("further", id),
            Reflect = f.Script("reflect", id),
            Validate = f.Script("validate", id),
            Ask = f.Scripts("ask", id, 2),
            Offers = f.Maps("offers", 2).Select(m => ReadOffer(m, id)).OfType<Offer>().ToList(),
            Plan = f.Maps("plan", 2).Select(m => ReadStep(m, id)).OfType<PlanStep>().ToList(),
            Avoid = f.Maps("avoid", 2).Select(ReadAvoidance).ToList(),
            Then = f.Maps("then", 3).Select(m => ReadMove(m, id)).OfType<Move>().ToList(),
            ForYou = f.Script("for_you", id),
            Options = ReadOptions(f),
            ForOption = ReadForOption(f),
            Techniques = f.Texts("techniques", 1),
            Examples = f.TextsOrMaps("examples", 5).Select(e => ReadExample(f, e)).OfType<Example>().ToList(),
        };
        f.Finish();
        if (play.Fact is null && play.WhenFact.Count > 0) f.Report(f.PlaceOf("when_fact"), "fact: the question that when_fact answers (it is missing)");
        if (play.Fact is not null && play.WhenFact.Count < 3) f.Report(f.PlaceOf("fact"), "when_fact: ours, theirs and both, each with say");
        if (play.WhenFact.ContainsKey(Fault.Ours) && !play.WhenFlag.ContainsKey(Flag.LegalThreat))
            f.Report(f.PlaceOf("when_fact"), "when_flag: legal_threat: lines that admit nothing (a play with when_fact: ours needs them)");
        if (play.Say is null || play.Fits is null || play.Reflect is null || play.Validate is null || play.ForYou is null || id.Length == 0) return null;
        return new Play
        {
            Id = id, Situation = situation, Title = play.Title, Fits = play.Fits, Fact = play.Fact, Say = play.Say, WhenFact = play.WhenFact,
            WhenFlag = play.WhenFlag, Further = play.Further, Reflect = play.Reflect, Validate = play.Validate, Ask = play.Ask, Offers = play.Offers,
            Plan = play.Plan, Avoid = play.Avoid, Then = play.Then, ForYou = play.ForYou, Options = play.Options, ForOption = play.ForOption, Techniques = [.. play.Techniques.Select(t => t.Text)],
            TechniquePlaces = [.. play.Techniques.Select(t => t.Place)], Examples = play.Examples, Place = f.Place,
        };
    }

    public static Say? ReadSay(Fields? f, string owner, int steady = 1)
    {
        if (f is null) return null;
        var say = new Say(f.Scripts("steady", owner, steady), f.Scripts("softer", owner, 1), f.Scripts("firmer", owner, 1), f.Scripts("spoken", owner, 1));
        f.Finish();
        return say.Steady.Count > 0 && say.Softer.Count > 0 && say.Firmer.Count > 0 && say.Spoken.Count > 0 ? say : null;
    }

    public static IReadOnlySet<Flag> ReadFlags(Fields f)
    {
        var flags = new HashSet<Flag>();
        foreach (var (name, place) in f.Texts("flags"))
        {
            if (Spelling.TryParse(name, out Flag flag)) flags.Add(flag);
            else f.Report(place, $"flags: one of {FlagNames}; not \"{name}\"");
        }

        return flags;
    }

    private static Fits? ReadFits(Fields? f)
    {
        if (f is null) return null;
        var intensity = f.Range("intensity", 0, 3) ?? (0, 3);
        var round = f.Range("round", 1, 99) ?? (1, 99);
        foreach (var field in new[] { "words", "hints", "needs" })
        {
            foreach (var (phrase, place) in f.Texts(field))
            {
                if (Phrase.Parse(phrase) is null) f.Report(place, field + ": letters, digits, spaces, and |, * at the end of a word, <n> or ... on their own");
            }
        }

        var facts = new HashSet<Fault>();
        foreach (var (name, place) in f.Texts("fact"))
        {
            if (Enum.TryParse<Fault>(name, ignoreCase: true, out var fact) && fact is Fault.Ours or Fault.Theirs or Fault.Both or Fault.Unknown) facts.Add(fact);
            else f.Report(place, $"fact: one of ours, theirs, both, unknown; not \"{name}\"");
        }

        var fits = new Fits
        {
            Flags = ReadFlags(f), NeedsFlag = f.YesNo("needs_flag"), Words = [.. f.Texts("words").Select(t => t.Text)], Hints = [.. f.Texts("hints").Select(t => t.Text)], Needs = [.. f.Texts("needs").Select(t => t.Text)], IsForQuestions = f.YesNo("question"), IsDefault = f.YesNo("default"), IsAfterHeat = f.YesNo("after_heat"), Facts = facts,
            DefaultTo = f.Range("default_up_to", 1, 99)?.Item2 ?? 0, LongestTo = f.Range("up_to", 1, 999)?.Item2 ?? int.MaxValue,
            IntensityFrom = intensity.Item1, IntensityTo = intensity.Item2, RoundFrom = round.Item1, RoundTo = round.Item2 >= 99 ? int.MaxValue : round.Item2,
        };
        f.Finish();
        if (fits.NeedsFlag && fits.Flags.Count == 0) f.Report(f.Place, "fits: flags, since needs_flag: true");
        if (fits.Words.Count == 0 && fits.DefaultTo == 0 && !fits.IsForQuestions && fits.Flags.Count == 0 && !fits.IsDefault && !fits.IsAfterHeat) f.Report(f.Place, "fits: words, flags or default: true");
        return fits;
    }

    private static FactQuestion? ReadFact(Fields? f)
    {
        if (f is null) return null;
        var fact = new FactQuestion(f.Text("question"), f.Text("ours"), f.Text("theirs"), f.Text("both"), f.TextOrNull("unknown") ?? "Don't know");
        f.Finish();
        return fact;
    }

    private static Dictionary<Fault, Say> ReadWhenFact(Fields? f, string owner)
    {
        var says = new Dictionary<Fault, Say>();
        if (f is null) return says;
        foreach (var (key, fact) in new[] { ("ours", Fault.Ours), ("theirs", Fault.Theirs), ("both", Fault.Both) })
        {
            if (f.Map(key, required: false) is not { } inner) continue;
            if (ReadSay(inner.Map("say"), owner) is { } say) says.Add(fact, say);
            inner.Finish();
        }

        f.Finish();
        return says;
    }

    private static Dictionary<Flag, Say> ReadWhenFlag(Fields? f, string owner)
    {
        var says = new Dictionary<Flag, Say>();
        if (f is null) return says;
        foreach (var key in f.Keys.ToList())
        {
            if (!Spelling.TryParse(key, out Flag flag)) f.Report(f.PlaceOf(key), $"when_flag: one of {FlagNames}; not \"{key}\"");
            if (f.Map(key) is not { } inner) continue;
            if (ReadSay(inner.Map("say"), owner) is { } say) says[flag] = say;
            inner.Finish();
        }

        return says;
    }

    private static Offer? ReadOffer(Fields f, string owner)
    {
        var (text, trade, over) = (f.Script("offer", owner), f.Script("trade", owner), f.Amount("needs_approval_over"));
        f.Finish();
        return text is null || trade is null ? null : new Offer(text, trade, over);
    }

    private static PlanStep? ReadStep(Fields f, string owner)
    {
        var (who, what, when) = (f.Text("who"), f.Script("what", owner), f.Script("when", owner));
        f.Finish();
        return what is null || when is null ? null : new PlanStep(who, what, when);
    }

    private static Avoidance ReadAvoidance(Fields f)
    {
        var avoidance = new Avoidance(f.Text("words"), f.Text("why"));
        f.Finish();
        return avoidance;
    }

    private static Move? ReadMove(Fields f, string owner)
    {
        var (reply, say) = (f.Text("if"), f.Script("say", owner));
        f.Finish();
        return say is null ? null : new Move(reply, say);
    }

    private static List<Recourse> ReadOptions(Fields f)
    {
        var options = new List<Recourse>();
        foreach (var (name, place) in f.Texts("options", 1))
        {
            if (char.IsLetter(name[0]) && Enum.TryParse<Recourse>(name, ignoreCase: true, out var option)) options.Add(option);
            else f.Report(place, $"options: one of escalate, call, mediator, boundary, end; not \"{name}\"");
        }

        return options;
    }

    private static Recourse? ReadForOption(Fields f)
    {
        if (f.TextOrNull("for_option") is not { } name) return null;
        if (name is "mediator" or "end" && Enum.TryParse<Recourse>(name, ignoreCase: true, out var option)) return option;
        f.Report(f.PlaceOf("for_option"), $"for_option: mediator or end; not \"{name}\"");
        return null;
    }

    private static Example? ReadExample(Fields f, (string? Text, Fields? Map, Place Place) item)
    {
        if (item.Map is not { } map) return item.Text is null ? null : new Example(item.Text, new HashSet<Flag>(), null, []) { Place = item.Place };
        var secondary = new List<Situation>();
        foreach (var (name, place) in map.Texts("secondary"))
        {
            if (Spelling.TryParse(name, out Situation situation)) secondary.Add(situation);
            else f.Report(place, $"secondary: one of {SituationNames}; not \"{name}\"");
        }

        var example = new Example(map.Text("text"), ReadFlags(map), map.Range("intensity", 0, 3)?.From, secondary) { Place = item.Place };
        map.Finish();
        return example;
    }
}
