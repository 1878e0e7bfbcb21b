using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>How a play's example would be read: surely, with the flags and intensity it states.</summary>
internal static class ExampleReading
{
    public static Assessment Of(Play play, Example example) => new()
    {
        Alternatives = [new(play.Situation, 0.96), .. Enum.GetValues<Situation>().Where(s => s != play.Situation).Select(s => new Likelihood(s, 0.01))],
        Abstained = false,
        Secondary = example.Secondary,
        Flags = example.Flags,
        Intensity = example.Intensity ?? Math.Clamp(play.Situation == Situation.Calm ? 0 : 2, play.Fits.IntensityFrom, play.Fits.IntensityTo),
    };

    public static GuidanceRequest Request(Play play, Example example) => new()
    {
        Text = example.Text,
        Round = play.Fits.RoundFrom,
        Fact = play.Fits.Facts.Count == 0 ? Fault.NotAsked : play.Fits.Facts.First(),
    };
}
