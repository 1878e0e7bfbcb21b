using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>What is asked of the playbook, besides the reading of the message.</summary>
public sealed record GuidanceRequest
{
    /// <summary>What the client said, for the words that a play fits.</summary>
    public required string Text { get; init; }

    /// <summary>1 for the first message of a case.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The answer to the deciding fact.</summary>
    public Fault Fact { get; init; } = Fault.NotAsked;

    public Tone Tone { get; init; } = Tone.Steady;

    /// <summary>The ids of the lines this case has seen; none of them comes again while another is left.</summary>
    public IReadOnlyCollection<string> ShownLineIds { get; init; } = [];

    public Slots Slots { get; init; } = Slots.None;

    /// <summary>A person's correction: it decides the play whatever was read.</summary>
    public Situation? Situation { get; init; }

    /// <summary>The play to stay with, for a tone or a fact clicked on a card; ignored when the edition no longer has it.</summary>
    public string? PlayId { get; init; }

    /// <summary>An earlier round of the case was heated: thanks now are acknowledged, and nothing is dug up.</summary>
    public bool WasHeated { get; init; }

    /// <summary>Somebody who may decide has taken the case over.</summary>
    public bool ManagerIsIn { get; init; }

    /// <summary>An example that choosing a play does not look at: how well the others find its play without it.</summary>
    internal string? LeftOut { get; init; }

    internal const string AllExamples = "*";
}
