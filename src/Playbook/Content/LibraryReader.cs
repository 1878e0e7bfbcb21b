using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>Reads the files beside the plays into a draft; what a later layer says replaces the earlier one, id by id.</summary>
internal static class LibraryReader
{
    public static readonly IReadOnlyDictionary<string, Action<Fields, Draft, int>> Files = new Dictionary<string, Action<Fields, Draft, int>>
    {
        ["situations.yaml"] = Situations,
        ["techniques.yaml"] = Techniques,
        ["openers.yaml"] = Openers,
        ["waiting.yaml"] = Waiting,
        ["ladder.yaml"] = Ladder,
        ["crisis.yaml"] = Crisis,
        ["names.yaml"] = NamesReader.Read,
        ["forbidden.yaml"] = Forbidden,
        ["drafts.yaml"] = DraftRulesReader.Read,
        ["legal.yaml"] = MoreReaders.Legal,
        ["promises.yaml"] = MoreReaders.Promises,
        ["things.yaml"] = MoreReaders.Things,
        ["asides.yaml"] = MoreReaders.Asides,
        ["approvals.yaml"] = MoreReaders.Approvals,
    };

    private static void Situations(Fields f, Draft draft, int layer)
    {
        foreach (var situation in Enum.GetValues<Situation>())
        {
            var name = Spelling.Of(situation);
            if (f.Map(name, required: false) is not { } inner) continue;
            draft.Situations[situation] = new SituationWords(inner.Scripts("further", name, 3), inner.Scripts("second", name));
            inner.Finish();
        }
    }

    private static void Techniques(Fields f, Draft draft, int layer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in f.Maps("techniques", 1))
        {
            var lines = new List<TechniqueLine>();
            foreach (var line in item.Maps("lines", 1))
            {
                lines.Add(new TechniqueLine(line.Text("document"), line.Text("says")));
                line.Finish();
            }

            var technique = new Technique(item.Text("id"), item.Text("title"), lines, [.. item.Texts("carriers", 1).Select(t => t.Text)]) { Place = item.Place };
            item.Finish();
            if (!seen.Add(technique.Id)) item.Report(item.PlaceOf("id"), $"id: one that is not used yet; \"{technique.Id}\" is");
            draft.Techniques[technique.Id] = technique;
        }
    }

    private static void Openers(Fields f, Draft draft, int layer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in f.Maps("openers", 1))
        {
            var between = new List<Situation>();
            foreach (var (name, place) in item.Texts("between"))
            {
                if (Spelling.TryParse(name, out Situation situation)) between.Add(situation);
                else item.Report(place, $"between: a situation, not \"{name}\"");
            }

            between.Sort();
            var id = between.Count == 0 ? "general" : string.Join('-', between.Select(Spelling.Of));
            if (between.Count is not (0 or 2) || between.Distinct().Count() != between.Count)
                item.Report(item.PlaceOf("between"), "between: two different situations, or an empty list for the general opener");
            var owner = "opener." + id;
            var (say, ask) = (item.Scripts("say", owner, 2), item.Script("ask", owner));
            item.Finish();
            if (!seen.Add(id)) item.Report(item.Place, $"one opener for {id}; this is the second");
            if (ask is not null) draft.Openers[id] = new Opener(id, between, say, ask);
        }
    }

    private static void Waiting(Fields f, Draft draft, int layer)
    {
        foreach (var waiting in Enum.GetValues<Waiting>())
        {
            var key = NamesReader.Snake(waiting);
            if (f.Has(key)) draft.Waiting[waiting] = f.Scripts(key, "waiting." + key, 2);
        }
    }

    private static void Ladder(Fields f, Draft draft, int layer)
    {
        foreach (var (key, step) in new[] { ("warn", LadderStep.Warn), ("final", LadderStep.Final), ("end", LadderStep.End) })
        {
            if (f.Map(key, required: false) is not { } rung) continue;
            var owner = "ladder." + key;
            var say = PlayReader.ReadSay(rung.Map("say"), owner);
            var (title, who, manager) = (rung.Text("title"), rung.Text("who"), rung.YesNo("needs_manager"));
            var (before, after) = (rung.Script("before", owner), rung.Script("after", owner));
            rung.Finish();
            if (say is not null && before is not null && after is not null) draft.Ladder[step] = new LadderRung(step, title, who, manager, say, before, after);
        }
    }

    private static void Crisis(Fields f, Draft draft, int layer)
    {
        // An organisation usually names only its contacts; then the words stay the built-in ones.
        if (layer == 0 || f.Has("say") || f.Has("title"))
        {
            draft.Crisis = new CrisisWords(
                f.Text("title"), f.Scripts("say", "crisis", 2), f.Text("call_now"), [.. f.Texts("steps", 1).Select(t => t.Text)],
                [.. f.Texts("avoid", 1).Select(t => t.Text)], f.Text("for_you"), [])
            {
                SayAbout = f.Scripts("say_about", "crisis"),
            };
        }

        foreach (var item in f.Maps("contacts", layer == 0 ? 1 : 0))
        {
            var contact = new CrisisContact(item.Text("id"), item.Text("where"), item.Text("name"), item.Text("reach"), layer == 0);
            item.Finish();
            draft.Contacts[contact.Id] = (contact, layer);
        }
    }

    private static void Forbidden(Fields f, Draft draft, int layer)
    {
        foreach (var item in f.Maps("forbidden", 1))
        {
            var phrase = LineRules.Plain(item.Text("phrase"));
            draft.Forbidden[phrase] = new ForbiddenPhrase(phrase, item.Text("why"), item.TextOrNull("instead"));
            item.Finish();
        }
    }
}
