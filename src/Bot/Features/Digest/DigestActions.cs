using System.Collections.Frozen;
using ClientBot.Features.Casebook;

namespace ClientBot.Features.Digest;

/// <summary>The actions of this feature's buttons. <see cref="Thanks"/> stands on settled escalations, with their id.</summary>
public static class DigestActions
{
    public const string Mute = "digest.mute";
    public const string Unmute = "digest.unmute";
    public const string Thanks = "digest.thanks";

    private static readonly FrozenDictionary<string, CaseOutcome> OutcomeByAction = Enum.GetValues<CaseOutcome>().ToFrozenDictionary(Of);

    internal static IReadOnlyCollection<string> Outcomes => OutcomeByAction.Keys;

    internal static string Of(CaseOutcome outcome) => $"digest.outcome.{outcome.ToString().ToLowerInvariant()}";

    internal static CaseOutcome OutcomeOf(string action) => OutcomeByAction[action];
}
