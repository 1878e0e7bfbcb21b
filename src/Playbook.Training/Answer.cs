using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Training;

/// <summary>A message and how it was read.</summary>
internal sealed record Answer(Message Message, double[] Probabilities, bool Abstained, IReadOnlyCollection<Situation>? Secondary, IReadOnlySet<Flag>? Flags, int? Intensity, IReadOnlyList<Cue>? Because)
{
    public int Best => Array.IndexOf(Probabilities, Probabilities.Max());

    public bool Right => Best == (int?)Message.Primary;
}
