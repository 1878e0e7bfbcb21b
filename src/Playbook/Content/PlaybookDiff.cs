using System.Globalization;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary><c>playbook diff A B</c>: every card that would change, over the examples of both playbooks, in every tone and fact.</summary>
public static class PlaybookDiff
{
    /// <summary>In place of a folder: the built-in playbook alone.</summary>
    public const string BuiltInName = "built-in";

    private static readonly Fault[] Facts = [Fault.NotAsked, Fault.Ours, Fault.Theirs, Fault.Both];

    /// <returns>The exit code, as diff's: 0 the same, 1 different, 2 one of them cannot be read.</returns>
    public static int Run(string before, string after, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (Load(before, errors) is not { } one || Load(after, errors) is not { } other) return 2;
        return Compare(one, other, output) ? 1 : 0;
    }

    /// <returns>True when any card differs, or a play or what stands beside them does.</returns>
    public static bool Compare(Edition before, Edition after, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(output);
        if (before.Version == after.Version) return false;
        foreach (var play in before.Plays.Where(p => after.Play(p.Id) is null)) output.WriteLine($"- play {play.Id}: {play.Title}");
        foreach (var play in after.Plays.Where(p => before.Play(p.Id) is null)) output.WriteLine($"+ play {play.Id}: {play.Title}");
        var changed = 0;
        var (was, now) = (new Guide(before), new Guide(after));
        foreach (var (play, example) in Examples(before, after))
        {
            var lines = CardOf(was, play, example);
            var others = CardOf(now, play, example);
            if (lines.SequenceEqual(others)) continue;
            changed++;
            output.WriteLine($"@ \"{example.Text}\"");
            foreach (var line in lines.Except(others)) output.WriteLine("- " + line);
            foreach (var line in others.Except(lines)) output.WriteLine("+ " + line);
        }

        var beside = Beside(before).Except(Beside(after)).Select(l => "- " + l).Concat(Beside(after).Except(Beside(before)).Select(l => "+ " + l)).ToList();
        foreach (var line in beside) output.WriteLine(line);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before.Version} -> {after.Version}: {changed} cards change."));
        return true;
    }

    private static Edition? Load(string folder, TextWriter errors)
    {
        var (edition, mistakes) = EditionLoader.Load(folder == BuiltInName ? [] : [folder]);
        foreach (var mistake in mistakes) errors.WriteLine(mistake.ToString());
        return edition;
    }

    private static IEnumerable<(Play Play, Example Example)> Examples(Edition before, Edition after) =>
        after.Plays.Concat(before.Plays).SelectMany(p => p.Examples.Select(e => (p, e))).DistinctBy(x => (x.p.Situation, x.e.Text)).OrderBy(x => x.p.Id, StringComparer.Ordinal);

    /// <summary>The card as lines: what anybody sees of it with any tone or fact pressed.</summary>
    private static List<string> CardOf(Guide guide, Play play, Example example)
    {
        var reading = ExampleReading.Of(play, example);
        var request = ExampleReading.Request(play, example);
        var first = guide.For(reading, request);
        var lines = new List<string> { "play  " + (first.PlayId ?? "none"), "title " + first.Title };
        foreach (var fact in first.DecidingFact is null ? [Fault.NotAsked] : Facts)
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var answer = guide.For(reading, request with { Fact = fact, Tone = tone, PlayId = first.PlayId });
            var when = fact == Fault.NotAsked ? "" : ", " + guide.Edition.Names.Of(fact);
            lines.Add($"say   {answer.Say.Text}{(answer.Second is { } second ? " " + second.Text : "")} ({guide.Edition.Names.Of(tone)}{when})");
        }

        lines.AddRange(first.Ask.Select(a => "ask   " + a));
        lines.AddRange(first.Plan.Select(s => $"next  {s.Who}: {s.What}, {s.When}"));
        lines.AddRange(first.Avoid.Select(a => $"avoid {a.Words}: {a.Why}"));
        lines.AddRange(first.Then.Select(m => $"then  {m.If} -> {m.Say}"));
        lines.AddRange(first.Offers.Select(o => string.Create(CultureInfo.InvariantCulture, $"offer {o.Text} ({o.Trade}){(o.ApprovalOver is { } over ? $", a yes over {o.Currency}{over}" : "")}")));
        if (first.ForYou is { } forYou) lines.Add("for you " + forYou);
        return lines;
    }

    /// <summary>What no example shows: the words for waiting, for the ladder, for a crisis and for later rounds, and how things are named.</summary>
    private static IEnumerable<string> Beside(Edition edition) =>
    [
        .. edition.Names.Situations.Select(n => $"name  {n.Key}: {n.Value}"),
        .. edition.Names.Flags.Select(n => $"name  {n.Key}: {n.Value}"),
        .. edition.Crisis.Say.Select(s => "crisis say " + s.Template),
        .. edition.Crisis.Contacts.Select(c => $"crisis contact {c.Where}: {c.Name}: {c.Reach}"),
        .. edition.Waiting.SelectMany(w => w.Value.Select(s => $"waiting {w.Key}: {s.Template}")),
        .. edition.Ladder.Values.SelectMany(r => r.Say.All.Select(s => $"ladder {r.Step}: {s.Template}")),
        .. edition.Openers.SelectMany(o => o.Say.Select(s => $"opener {o.Id}: {s.Template}")),
        .. edition.Situations.SelectMany(s => s.Value.Further.Concat(s.Value.Second).Select(l => $"later {s.Key}: {l.Template}")),
        .. edition.Plays.SelectMany(p => p.Further.Select(l => $"later {p.Id}: {l.Template}")),
        .. edition.Legal.Say.All.Concat(edition.Legal.Further).Select(s => "legal " + s.Template),
        .. edition.PassedPromise.Say.All.Select(s => "passed " + s.Template),
        .. edition.Forbidden.Select(f => "forbidden " + f.Phrase),
        .. edition.Things.Select(t => $"thing {string.Join('|', t.Words)} {t.Say}".TrimEnd()),
        .. edition.Asides.Select(a => $"aside {a.Id}: {a.Answer}"),
    ];
}
