using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;

namespace ClientBot.Features.Guidance;

/// <summary>What another round of the case has to do with this one: what it showed, and how heated it was.</summary>
internal sealed record OtherRound(int Number, int Intensity, string Lines);

/// <summary>Asks the playbook for the words of a round: the same for its card and for whoever is told of the case.</summary>
internal static class RoundRequest
{
    private const int Heated = 2;

    public static GuidanceRequest Of(Round round, OpenCase open, string words, IReadOnlyCollection<OtherRound> others, string? zone, Guide guide) => new()
    {
        Text = words,
        Round = round.Number,
        Fact = round.Fact,
        Tone = round.Tone,
        ShownLineIds = [.. others.SelectMany(o => o.Lines.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        Slots = SlotsFor(round, open, words, zone, guide),
        Situation = round.Corrected,
        PlayId = round.PlayId,
        WasHeated = others.Any(o => o.Number < round.Number && o.Intensity >= Heated),
    };

    // What the asker filled in; and where they named no time, one that comes before the client's.
    private static Slots SlotsFor(Round round, OpenCase open, string words, string? zone, Guide guide)
    {
        var known = Details.Of(open);
        var passed = round.Number > 1 && guide.SaysPromisePassed(words);
        // A time filled in for an earlier round is the one that has passed.
        return known.Date is null || passed ? known with { Date = NextPromise.At(round.At, zone, words, passed) } : known;
    }
}
