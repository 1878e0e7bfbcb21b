using System.Globalization;
using ClientBot.Features.Casebook;
using ClientBot.People;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Digest;

/// <summary>A digest as its card shows it: figures with the names of things, never of people.</summary>
internal sealed record DigestView(Team Team, DigestPlan Plan, Period Period, Figures Figures, Edition Edition, TimeZoneInfo Zone, bool IsPreview)
{
    private const int MostPlays = 4;
    private const int MostHelped = 3;

    /// <summary>By what it counts: the rhythm may have changed since it was posted.</summary>
    public bool IsDaily => Period.To - Period.From < TimeSpan.FromDays(2);

    public string Title => $"{Team.Name}: {(IsDaily ? "the last day" : "the last seven days")}";

    public string Then => IsDaily ? "the day before" : "the week before";

    public string Span => $"{Local(Period.From)} to {Local(Period.To)}";

    public string Headline => Figures.Cases switch { 0 => "No hard conversation", 1 => "1 hard conversation", var many => $"{Text(many)} hard conversations" };

    public string? Compared => Figures.CasesBefore is not (> 0 and var before) ? null : (Figures.Cases - before) switch
    {
        0 => $"as many as {Then}",
        > 0 and var more => $"{Text(more)} more than {Then}",
        var fewer => $"{Text(-fewer)} fewer than {Then}",
    };

    /// <summary>"Angry 18 (21)", the number before in brackets.</summary>
    public IReadOnlyList<string> Kinds =>
        [.. Figures.Kinds.Select(k => Figures.KindsBefore.Count == 0 ? $"{NameOf(k.Key)} {Text(k.Value)}" : $"{NameOf(k.Key)} {Text(k.Value)} ({Text(Figures.KindsBefore.GetValueOrDefault(k.Key))})")];

    public IReadOnlyList<string> Plays => [.. Figures.Plays.Where(p => TitleOf(p.PlayId) is not null).Take(MostPlays).Select(p => $"{Text(p.Count)} × {TitleOf(p.PlayId)}")];

    public string? Went => Figures.Outcomes.Count == 0 ? null
        : $"{Text(Figures.Outcomes.GetValueOrDefault(CaseOutcome.Calmer))} calmer, {Text(Figures.Outcomes.GetValueOrDefault(CaseOutcome.Same))} the same, {Text(Figures.Outcomes.GetValueOrDefault(CaseOutcome.Worse))} worse, of {Text(Figures.Answers)} that were told";

    public IReadOnlyList<string> Helped =>
        [.. Figures.Helped.Where(h => TitleOf(h.PlayId) is not null).Take(MostHelped).Select(h => $"{TitleOf(h.PlayId)}: calmer after {Text(h.Calmer)} of {Text(h.Answers)}")];

    public string? Calls => Figures.Calls == 0 ? null : string.Join(". ", new[]
    {
        Figures.Calls == 1 ? "1 call for help" : $"{Text(Figures.Calls)} calls for help",
        Figures.TypicalWait is { } wait ? $"Typically somebody had it after {Length(wait)}" : null,
        Figures.CallsOpen == 0 ? null : $"{Text(Figures.CallsOpen)} still open",
    }.OfType<string>());

    public string? Thanks => Figures.Thanks switch { 0 => null, 1 => "“Well handled”, said once", 2 => "“Well handled”, said twice", var many => $"“Well handled”, said {Text(many)} times" };

    public string NameOf(Kind kind) => kind.Situation is { } situation ? Edition.Names.Of(situation) : "Not told apart";

    // One that the playbook no longer has is left out.
    private string? TitleOf(string playId) => Edition.Play(playId)?.Title;

    private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => $"{Math.Max(1, Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)} s",
        { TotalMinutes: < 90 } => $"{Math.Round(time.TotalMinutes).ToString(CultureInfo.InvariantCulture)} min",
        _ => $"{time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} h",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
