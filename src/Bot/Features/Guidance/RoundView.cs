using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.Guidance;

/// <summary>Everything a guidance card shows: the round as it is now and what the playbook says to it.</summary>
/// <param name="MeantCommand">The command that the words may have been meant as ("I meant the command"), or null.</param>
public sealed record RoundView(Round Round, OpenCase Case, Assessment Reading, GuidanceAnswer Answer, DisplayNames Names, string? MeantCommand)
{
    /// <summary>True when the message was read as speaking of self-harm and the person said otherwise: the way back stays open.</summary>
    public bool MayBeCrisis { get; init; }
}
