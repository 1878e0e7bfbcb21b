using ClientBot.Playbook.Guidance;

namespace ClientBot.Playbook.Content;

/// <summary>Reads what holds for all plays: legal threats, passed promises, things, asides and approval limits.</summary>
internal static class MoreReaders
{
    public static void Legal(Fields f, Draft draft, int layer)
    {
        var (step, avoid) = (f.Map("step"), f.Map("avoid"));
        var (what, when, who) = (step?.Script("what", "legal"), step?.Script("when", "legal"), step?.Text("who"));
        var (words, why) = (avoid?.Text("words"), avoid?.Text("why"));
        var say = PlayReader.ReadSay(f.Map("say"), "legal");
        var further = f.Scripts("further", "legal", 1);
        step?.Finish();
        avoid?.Finish();
        if (say is not null && what is not null && when is not null && words is not null)
            draft.Legal = new Legal(new PlanStep(who ?? "you", what, when), new Avoidance(words, why ?? ""), say, further);
    }

    public static void Promises(Fields f, Draft draft, int layer)
    {
        if (f.Map("passed") is not { } passed) return;
        var words = Phrases(passed, "words", 1);
        var say = PlayReader.ReadSay(passed.Map("say"), "passed");
        passed.Finish();
        if (say is not null) draft.PassedPromise = new PassedPromise(words, say);
    }

    public static void Things(Fields f, Draft draft, int layer)
    {
        foreach (var (text, map, place) in f.TextsOrMaps("things", 1))
        {
            Thing? thing = text is null ? null : new Thing([LineRules.Plain(text)], null);
            if (map is not null)
            {
                thing = new Thing([.. map.Texts("words", 1).Select(t => LineRules.Plain(t.Text))], map.TextOrNull("say"));
                if (map.YesNo("off"))
                {
                    foreach (var word in thing.Words) draft.Things.Remove(word);
                    thing = null;
                }

                map.Finish();
            }

            if (thing is null) continue;
            if (thing.Words.Any(w => w.Split(' ').Length > 3)) f.Report(place, "things: words of at most three words each");
            if (thing.Words.Count > 0) draft.Things[thing.Words[0]] = thing;
        }
    }

    public static void Asides(Fields f, Draft draft, int layer)
    {
        foreach (var item in f.Maps("asides", 1))
        {
            var aside = new Aside(item.Text("id"), [.. item.Texts("whole").Select(t => t.Text)], Phrases(item, "words", 0), item.Text("answer"));
            item.Finish();
            draft.Asides[aside.Id] = aside;
        }
    }

    public static void Approvals(Fields f, Draft draft, int layer) =>
        draft.Approvals = new Approvals(f.Amount("over") ?? draft.Approvals.Over, f.Symbol("currency") ?? draft.Approvals.Currency);

    private static List<string> Phrases(Fields f, string key, int least)
    {
        var phrases = new List<string>();
        foreach (var (words, place) in f.Texts(key, least))
        {
            if (Phrase.Parse(words) is null) f.Report(place, $"{key}: letters, digits, spaces, and |, * at the end of a word, <n> or ... on their own");
            else phrases.Add(words);
        }

        return phrases;
    }
}
