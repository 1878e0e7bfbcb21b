using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Tests.Guidance;

/// <summary>Readings to test with, as if a reader had made them.</summary>
internal static class Readings
{
    public static Assessment Sure(Situation situation, params Flag[] flags) => new()
    {
        Alternatives = [new(situation, 0.9), .. Enum.GetValues<Situation>().Where(s => s != situation).Select(s => new Likelihood(s, 0.025))],
        Abstained = false,
        Flags = flags.ToHashSet(),
        Intensity = situation == Situation.Calm ? 0 : 2,
    };

    public static Assessment Torn(Situation one, Situation other, params Flag[] flags) => new()
    {
        Alternatives =
        [
            new(one, 0.4), new(other, 0.35), .. Enum.GetValues<Situation>().Where(s => s != one && s != other).Select(s => new Likelihood(s, 0.08)),
        ],
        Abstained = true,
        Flags = flags.ToHashSet(),
        Intensity = 1,
    };

    public static GuidanceRequest Says(string text) => new() { Text = text };
}
