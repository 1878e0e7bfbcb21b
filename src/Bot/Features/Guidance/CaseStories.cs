using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Guidance;

/// <summary>A case as somebody who is asked for help needs to know it: what the client said last, and what the asker was told to say.</summary>
public sealed record CaseStory
{
    // Within it the promise of the card still stands, whoever made it.
    private const long Hour = 3_600_000;

    public required string RoundId { get; init; }

    public string? Label { get; init; }

    public required int Round { get; init; }

    /// <summary>"Angry · heated · mentions legal steps".</summary>
    public required string Heading { get; init; }

    public required string Words { get; init; }

    /// <summary>What the client said before that, newest last: the last two.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>The line on the last card.</summary>
    public required string Line { get; init; }

    public required Slots Slots { get; init; }

    /// <summary>What the client asks for beyond what the asker may grant alone, as it was written; null where it isn't.</summary>
    public string? OverLimit { get; init; }

    internal long At { get; init; }

    internal string? Zone { get; init; }

    /// <summary>The slots for a line that is said at this later time: what was promised for a time that has passed is promised anew.</summary>
    public Slots SlotsAt(long now) => now - At < Hour ? Slots : Slots with { Date = NextPromise.At(now, Zone, Words, soon: false) };
}

/// <summary>Tells other features of a case, in or out of a turn.</summary>
public sealed class CaseStories(ClientBotDb db, CurrentPlaybook playbook)
{
    /// <summary>The case's newest round, or null where it has none.</summary>
    public async Task<CaseStory?> OfAsync(OpenCase open, string? zone, CancellationToken cancellationToken)
    {
        var rounds = await db.Set<Round>().AsNoTracking().Where(r => r.CaseId == open.Case.Id).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        if (rounds.Count == 0) return null;
        var last = rounds[^1];
        var reading = ReadingJson.Read(open.Seal.Open(last.Reading));
        if (last.Corrected is not null) reading = reading with { Flags = reading.Flags.Where(f => f != Flag.SelfHarm).ToHashSet() };
        var words = open.Seal.Open(last.Words);
        var others = rounds[..^1].ConvertAll(r => new OtherRound(r.Number, r.Intensity, r.Lines));
        var answer = playbook.Guide.For(reading, RoundRequest.Of(last, open, words, others, zone, playbook.Guide));
        return new CaseStory
        {
            RoundId = last.Id, Label = open.Label, Round = last.Number, Words = words, Line = answer.Say.Text, Slots = answer.Slots, At = last.At, Zone = zone,
            Earlier = [.. rounds[..^1].TakeLast(2).Select(r => open.Seal.Open(r.Words))],
            OverLimit = Suggestion.OverLimit(reading, answer, words),
            Heading = string.Join(" · ", Heading(answer, reading)),
        };
    }

    private IEnumerable<string> Heading(GuidanceAnswer answer, Assessment reading)
    {
        var names = playbook.Edition.Names;
        if (answer.Situation is { } situation) yield return names.Of(situation);
        if (answer.Situation is not (null or Situation.Calm)) yield return names.OfIntensity(reading.Intensity);
        foreach (var flag in reading.Flags.Order()) yield return names.Of(flag);
    }
}
