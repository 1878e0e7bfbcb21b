using System.Collections.Frozen;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>The actions of a guidance card's buttons.</summary>
internal static class GuidanceActions
{
    public const string Words = "guidance.words";
    public const string NewClient = "guidance.newclient";
    public const string Meant = "guidance.meant";
    public const string Crisis = "guidance.crisis";
    public const string Hold = "guidance.hold";
    public const string Details = "guidance.details";
    public const string Ladder = "guidance.ladder";
    public const string LadderSaid = "guidance.ladder.said";
    public const string Mediator = "guidance.option.mediator";
    public const string End = "guidance.option.end";
    private const string Tones = "guidance.tone.";
    private const string Facts = "guidance.fact.";
    private const string Situations = "guidance.situation.";

    private static readonly FrozenDictionary<string, Tone> ToneByAction = Enum.GetValues<Tone>().ToFrozenDictionary(Of);
    private static readonly FrozenDictionary<string, Fault> FactByAction = Enum.GetValues<Fault>().ToFrozenDictionary(Of);
    private static readonly FrozenDictionary<string, Situation> SituationByAction = Enum.GetValues<Situation>().ToFrozenDictionary(Of);

    /// <summary>All that are answered as a press; the details open a form instead.</summary>
    public static IReadOnlyCollection<string> All { get; } =
        [Words, NewClient, Meant, Crisis, Hold, .. ToneByAction.Keys, .. FactByAction.Keys, .. SituationByAction.Keys];

    public static string Of(Tone tone) => Tones + Lower(tone);

    public static string Of(Fault fact) => Facts + Lower(fact);

    public static string Of(Situation situation) => Situations + Spelling.Of(situation);

    public static Tone? ToneOf(string action) => ToneByAction.TryGetValue(action, out var tone) ? tone : null;

    public static Fault? FactOf(string action) => FactByAction.TryGetValue(action, out var fact) ? fact : null;

    public static Situation? SituationOf(string action) => SituationByAction.TryGetValue(action, out var situation) ? situation : null;

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
