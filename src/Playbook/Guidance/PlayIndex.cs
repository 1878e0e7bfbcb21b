using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>The plays of one situation with their phrases, compiled once, found by their first word.</summary>
internal sealed class PlayIndex
{
    private const int FlagPoints = 3;
    private const double WordPoints = 2;
    private const double HintPoints = 0.7;
    private const double DefaultPoints = 1.5;

    /// <summary>As much as one phrase: it takes more to know what a question is about.</summary>
    private const double QuestionPoints = 2;

    /// <summary>Whatever of it is there: it sets the play before one that has the same words and no such condition.</summary>
    private const double NeedPoints = 1.5;

    /// <summary>A little more than the default, whose place it takes.</summary>
    private const double ShortPoints = DefaultPoints + 0.2;

    /// <summary>What a message is about it says early; what comes after so many words counts half.</summary>
    private const int Early = 60;
    private const int HeatPoints = 4;

    /// <summary>Likeness to examples counts, and little more than one phrase.</summary>
    private const double LikenessPoints = 4;
    private const double MostLikeness = 2.4;

    /// <summary>Plays closer together than this are equals, and between equals the default's lines are the safer ones.</summary>
    private const double Margin = 0.15;

    /// <summary>From here a grave flag decided: two plays for it are both better than the default.</summary>
    private const double Decided = 20;

    /// <summary>More of one play adds nothing: a long list of words must not outweigh what matters.</summary>
    private const double MostFromWords = 8;
    private const double MostFromHints = 2.1;

    private readonly Play[] _plays;
    private readonly Play _default;
    private readonly Play? _forQuestions;
    private readonly ExampleIndex _examples;
    private readonly FirstWords _phrases = new();

    // Of each phrase, by its number.
    private readonly List<(int Play, Meaning Meaning)> _meant = [];

    public PlayIndex(IEnumerable<Play> plays)
    {
        _plays = [.. plays];
        _default = _plays.First(p => p.Fits.IsDefault);
        _forQuestions = _plays.FirstOrDefault(p => p.Fits.IsForQuestions);
        _examples = new ExampleIndex(_plays);
        for (var i = 0; i < _plays.Length; i++)
        {
            Mean(i, _plays[i].Fits.Words, Meaning.Word);
            Mean(i, _plays[i].Fits.Hints, Meaning.Hint);
            Mean(i, _plays[i].Fits.Needs, Meaning.Need);
        }
    }

    private enum Meaning
    {
        Word,
        Hint,
        Need,
    }

    /// <summary>The play with most points; where none stands out, the default, whose lines fit anything of the situation.</summary>
    public Play Best(Assessment assessment, GuidanceRequest request)
    {
        Span<double> words = _plays.Length <= 64 ? stackalloc double[_plays.Length] : new double[_plays.Length];
        Span<double> hints = _plays.Length <= 64 ? stackalloc double[_plays.Length] : new double[_plays.Length];
        Span<double> likeness = _plays.Length <= 64 ? stackalloc double[_plays.Length] : new double[_plays.Length];
        Span<bool> has = _plays.Length <= 64 ? stackalloc bool[_plays.Length] : new bool[_plays.Length];
        words.Clear();
        hints.Clear();
        likeness.Clear();
        has.Clear();
        var length = CountWords(request.Text, words, hints, likeness, has, request.LeftOut);
        var asks = Questions.Asks(request.Text);
        Play? best = null;
        var (most, next) = (0.0, 0.0);
        for (var i = 0; i < _plays.Length; i++)
        {
            var points = Points(_plays[i].Fits, assessment, request);
            if (points < 0) continue;
            // One of its own examples needs nothing else to be its message.
            if (likeness[i] <= 1.5 && ((_plays[i].Fits.Needs.Count > 0 && (!has[i] || words[i] == 0)) || length > _plays[i].Fits.LongestTo)) continue;
            var standsIn = length > 0 && length <= _plays[i].Fits.DefaultTo && request.Fact is Fault.NotAsked;
            var sum = points + Math.Min(words[i], MostFromWords) + Math.Min(hints[i], MostFromHints)
                + (has[i] ? NeedPoints : 0)
                + (standsIn ? ShortPoints : 0)
                + (asks && _plays[i].Fits.IsForQuestions ? QuestionPoints : 0)
                + (likeness[i] > 1.5 ? likeness[i] : standsIn || _plays[i].Fits.IsDefault ? 0 : Math.Min(likeness[i] * LikenessPoints, MostLikeness));
            if (best is null || sum > most) (best, most, next) = (_plays[i], sum, most);
            else if (sum > next) next = sum;
        }

        return best is null || (most - next < Margin && most < Decided) ? asks && _forQuestions is not null ? _forQuestions : _default : best;
    }

    private static double Points(Fits fits, Assessment assessment, GuidanceRequest request)
    {
        if (assessment.Intensity < fits.IntensityFrom || assessment.Intensity > fits.IntensityTo) return -1;
        if (request.Round < fits.RoundFrom || request.Round > fits.RoundTo) return -1;
        if (fits.Facts.Count > 0 && !fits.Facts.Contains(request.Fact)) return -1;
        if (fits.NeedsFlag && !fits.Flags.Overlaps(assessment.Flags)) return -1;
        if (fits.IsAfterHeat && !request.WasHeated) return -1;
        var points = (fits.IsDefault ? DefaultPoints : 0) + (fits.IsAfterHeat ? HeatPoints : 0);
        foreach (var flag in assessment.Flags)
        {
            if (fits.Flags.Contains(flag)) points += Weight(flag);
        }

        return points;
    }

    /// <summary>Safety first, then what no wording may outweigh.</summary>
    private static int Weight(Flag flag) => flag switch
    {
        Flag.SafetyThreat => 40,
        Flag.Discrimination or Flag.SexualHarassment => 20,
        _ => FlagPoints,
    };

    private void Mean(int play, IReadOnlyList<string> phrases, Meaning meaning)
    {
        foreach (var words in phrases)
        {
            if (Phrase.Parse(words) is not { } phrase) continue;
            _phrases.Add(phrase);
            _meant.Add((play, meaning));
        }
    }

    /// <returns>How many words the message has.</returns>
    private int CountWords(string text, Span<double> ofWords, Span<double> ofHints, Span<double> likeness, Span<bool> has, string? leftOut)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, Assessment.ReadLimit));
        Span<char> lower = stackalloc char[read.Length];
        Span<Range> words = stackalloc Range[Math.Min(1 + (read.Length / 2), 1000)];
        var count = WordsOf.Cut(read, lower, words);
        Span<FirstWords.Match> matches = _phrases.Count <= 1024 ? stackalloc FirstWords.Match[_phrases.Count] : new FirstWords.Match[_phrases.Count];
        foreach (var (number, at) in matches[.._phrases.Find(lower, words[..count], matches)])
        {
            var (play, meaning) = _meant[number];
            var weight = at < Early ? 1 : 0.5;
            if (meaning == Meaning.Hint) ofHints[play] += HintPoints * weight;
            else if (meaning == Meaning.Word) ofWords[play] += WordPoints * weight;
            else has[play] = true;
        }

        if (leftOut != GuidanceRequest.AllExamples) _examples.Add(lower, words[..count], likeness, leftOut);
        return count;
    }
}
