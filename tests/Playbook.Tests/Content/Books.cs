using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Tests.Content;

/// <summary>Playbooks to test with: the one that ships, and files laid over it.</summary>
internal static class Books
{
    public const string WentWrong = "plays/angry/went-wrong.yaml";

    public static Edition BuiltIn { get; } = Standing();

    public static Edition Standing(params ContentFile[] files)
    {
        var loaded = EditionLoader.Load(files);
        Assert.Empty(loaded.Mistakes);
        return loaded.Edition!;
    }

    public static IReadOnlyList<Mistake> MistakesOf(params ContentFile[] files) => EditionLoader.Load(files).Mistakes;

    public static ContentFile File(string path, string text) => new(path, text, "theirs/" + path);

    /// <summary>The text of a file that ships.</summary>
    public static string Text(string path)
    {
        using var reader = new StreamReader(typeof(Edition).Assembly.GetManifestResourceStream("Content/" + path)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    public static IEnumerable<Script> AllScripts(Edition edition) =>
    [
        .. edition.Plays.SelectMany(p => (Script[])
        [
            .. Lines(p.Say), .. p.WhenFact.Values.SelectMany(Lines), .. p.WhenFlag.Values.SelectMany(Lines), .. p.Further, p.Reflect, p.Validate,
            .. p.Ask, .. p.Offers.SelectMany(o => new[] { o.Text, o.Trade }), .. p.Plan.SelectMany(s => new[] { s.What, s.When }),
            .. p.Then.Select(m => m.Say), p.ForYou,
        ]),
        .. edition.Situations.Values.SelectMany(s => s.Further.Concat(s.Second)),
        .. edition.Openers.SelectMany(o => o.Say.Append(o.Ask)),
        .. edition.Waiting.Values.SelectMany(s => s),
        .. edition.Ladder.Values.SelectMany(r => Lines(r.Say).Append(r.Before).Append(r.After)),
        .. edition.Crisis.Say,
    ];

    public static IEnumerable<Script> Lines(Say say) => [.. say.Steady, .. say.Softer, .. say.Firmer, .. say.Spoken];
}
