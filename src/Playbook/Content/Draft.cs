using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>A playbook while its layers are being merged: the built-in one is layer 0, each folder after it one more.</summary>
internal sealed class Draft
{
    public SortedDictionary<string, (Play Play, int Layer)> Plays { get; } = new(StringComparer.Ordinal);

    public Dictionary<Situation, SituationWords> Situations { get; } = [];

    public OrderedDictionary<string, Technique> Techniques { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, Opener> Openers { get; } = new(StringComparer.Ordinal);

    public Dictionary<Waiting, IReadOnlyList<Script>> Waiting { get; } = [];

    public Dictionary<LadderStep, LadderRung> Ladder { get; } = [];

    public CrisisWords? Crisis { get; set; }

    public Legal? Legal { get; set; }

    public PassedPromise? PassedPromise { get; set; }

    public OrderedDictionary<string, Thing> Things { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, Aside> Asides { get; } = new(StringComparer.Ordinal);

    public Approvals Approvals { get; set; } = new(null, "");

    public OrderedDictionary<string, (CrisisContact Contact, int Layer)> Contacts { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, ForbiddenPhrase> Forbidden { get; } = new(StringComparer.Ordinal);

    public DraftRulesDraft Drafts { get; } = new();

    public Dictionary<Situation, string> SituationNames { get; } = [];

    public Dictionary<Flag, string> FlagNames { get; } = [];

    public Dictionary<Fault, string> FactNames { get; } = [];

    public Dictionary<Tone, string> ToneNames { get; } = [];

    public Dictionary<Recourse, string> OptionNames { get; } = [];

    public List<string> Intensities { get; } = [];

    /// <summary>How a file was last shown, for what is missing from the whole.</summary>
    public Dictionary<string, string> ShownAs { get; } = new(StringComparer.Ordinal);

    public Edition Build(string version) => new(version, Plays.Values.Select(p => p.Play))
    {
        Situations = Situations,
        Techniques = [.. Techniques.Values],
        Openers = [.. Openers.Values],
        Waiting = Waiting,
        Ladder = Ladder,
        Crisis = Crisis! with { Contacts = [.. Contacts.Values.OrderByDescending(c => c.Layer).Select(c => c.Contact)] },
        Legal = Legal!,
        PassedPromise = PassedPromise!,
        Things = [.. Things.Values],
        Asides = [.. Asides.Values],
        Approvals = Approvals,
        Forbidden = [.. Forbidden.Values],
        Drafts = Drafts.Build(),
        Names = new DisplayNames
        {
            Situations = SituationNames, Flags = FlagNames, Facts = FactNames, Tones = ToneNames, Options = OptionNames, Intensities = Intensities,
        },
    };
}
