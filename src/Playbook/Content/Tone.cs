namespace ClientBot.Playbook.Content;

/// <summary>How a line sounds. <see cref="Spoken"/> fits two breaths, for a call.</summary>
public enum Tone
{
    Steady,
    Softer,
    Firmer,
    Spoken,
}
