using System.Reflection;
using ClientBot.Playbook.Reading.Encoder;
using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Model;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading;

/// <summary>
/// Reads what a client said. One instance serves all threads, and the same text always gives the same reading.
/// It never throws on a text, whatever is in it; it throws <see cref="ModelException"/> on a model that cannot be used.
/// </summary>
public sealed class ClientReader
{
    private const string Resource = "ClientBot.Playbook.Reading.Model.reader.bin";
    private const double SureDespite = 0.75;
    private static readonly Lazy<ClientReader> Embedded = new(LoadEmbedded, LazyThreadSafetyMode.PublicationOnly);
    private static readonly Flag[] AllFlags = Enum.GetValues<Flag>();
    private static readonly HashSet<Flag> NoFlags = [];

    /// <summary>What one word alone can say; any other word alone ("guide") is no message to judge.</summary>
    private static readonly HashSet<uint> Answers =
    [
        .. new[] { "ok", "okay", "yes", "yep", "yeah", "sure", "fine", "agreed", "approved", "noted", "done", "hi", "hello", "received", "understood", "confirmed", "correct", "deal" }
            .Select(word => Hashing.Of(word)),
    ];

    private readonly ReaderModel _model;
    private readonly IReadOnlyList<Likelihood> _unread;

    internal ClientReader(ReaderModel model)
    {
        _model = model;
        Span<float> nothing = stackalloc float[Heads.Row];
        model.Alone.Bias.CopyTo(nothing);
        _unread = Likelihoods(model.Alone.Calibration, nothing);
        // Compiled at the first use otherwise, which would be somebody's first answer.
        _ = CueLexicon.Embedded;
        _ = LanguageGuess.Embedded;
    }

    /// <summary>The reader on the model that was built into this assembly. Touch it at start, so that a broken build does not start.</summary>
    /// <exception cref="ModelException">The assembly was built without the model or with a damaged one.</exception>
    public static ClientReader Default => Embedded.Value;

    /// <exception cref="ModelException">The stream is not a model of this version, or is cut short or altered.</exception>
    public static ClientReader Load(Stream model, string name = "reader.bin")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(name);
        return new ClientReader(ReaderModel.Read(model, name));
    }

    /// <exception cref="ModelException">The file is missing, is not a model of this version, or is cut short or altered.</exception>
    public static ClientReader LoadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = File.OpenRead(path);
            return Load(file, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: the reading model cannot be opened ({fault.Message}). {ReaderModel.Cure}", fault);
        }
    }

    public Assessment Read(string text) => Read(text, true);

    /// <param name="ask">False to read by words alone, as where the model is sure: for measuring.</param>
    internal Assessment Read(string text, bool ask)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scratch = Scratch.Spare.Take();
        var reading = Read(text, ask, scratch);
        Scratch.Spare.Give(scratch);
        return reading;
    }

    private Assessment Read(string text, bool ask, Scratch scratch)
    {
        var blanked = TextCleaner.Run(text, scratch);
        Tokenizer.Run(scratch, CueLexicon.Embedded.Masked);
        var readInPart = text.Length > Assessment.ReadLimit;
        if (!HasWords(scratch))
        {
            var only = blanked && HadWords(text) ? Legibility.OnlyQuoteOrSignature : Legibility.NoWords;
            return Unread(only, null, readInPart);
        }

        CueLexicon.Embedded.Find(scratch);
        if (LanguageGuess.Embedded.Find(scratch) is { } language)
            return Unread(Legibility.OtherLanguage, language, readInPart);

        FeatureScan.Run(scratch, letters: false);
        Span<float> scores = stackalloc float[Heads.Row];
        Span<float> peaks = stackalloc float[Peaks.Count];
        var units = _model.Score(scratch, scores, peaks);
        var calibration = _model.Alone.Calibration;
        var alternatives = Likelihoods(calibration, scores);
        if (ask && alternatives[0].Probability < _model.Sure)
        {
            calibration = _model.Together.Calibration;
            _model.ScoreTogether(scratch, SentenceEncoder.Embedded.Encode(EncoderText.Of(scratch)), scores);
            alternatives = Likelihoods(calibration, scores);
        }

        var flags = Flags(scratch, calibration, scores, peaks);
        return new Assessment
        {
            Alternatives = alternatives,
            Abstained = alternatives[0].Probability < calibration.Act
                || (alternatives[0].Situation == Situation.Calm && SaysTooLittle(scratch)),
            Secondary = Secondary((int)alternatives[0].Situation, calibration, scores, peaks),
            Flags = flags,
            Intensity = Intensity(calibration, scores),
            Because = CueFinder.Find(text, scratch, _model, units, alternatives[0].Situation, flags),
            ReadInPart = readInPart,
            Retold = !scratch.Style.Framed && IsOn(Heads.Retold, calibration, scores),
        };
    }

    private static ClientReader LoadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new ModelException($"src/Playbook/Reading/Model/reader.bin: the reading model is not in the assembly. {ReaderModel.Cure}");
        return Load(stream, "src/Playbook/Reading/Model/reader.bin (built into ClientBot.Playbook.dll)");
    }

    private static bool HasWords(Scratch scratch)
    {
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (scratch.Tokens[i].Kind == TokenKind.Word)
                return true;
        }

        return false;
    }

    /// <summary>Words outside links: a link alone is nothing to read, a greeting alone is.</summary>
    private static bool HadWords(string text)
    {
        foreach (var range in text.AsSpan().SplitAny(' ', '\n', '\t', '\r'))
        {
            var word = text.AsSpan(range);
            if (word.IndexOf("://") < 0 && word.IndexOf('@') < 0 && !word.StartsWith("www.") && !word.StartsWith("<") && word.IndexOfAnyInRange('A', 'z') >= 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// What nothing is known of looks calm, since nothing in it is angry. A word list's phrase is something known, and so is a plain answer.
    /// Runs after the scoring, which turned the keys into rows.
    /// </summary>
    private static bool SaysTooLittle(Scratch scratch)
    {
        foreach (var hit in scratch.Hits)
        {
            if (hit.List is CueList.Courtesy or CueList.Question)
                return false;
        }

        int words = 0, known = 0, last = -1;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            if (scratch.Tokens[i].Kind == TokenKind.Word)
                words++;
        }

        foreach (ref readonly var use in scratch.Uses.AsSpan(0, scratch.UseCount))
        {
            if (use.Group != FeatureGroup.Words || use.First != use.Last || use.First == last || (int)use.Key < 0)
                continue;
            last = use.First;
            if (scratch.Tokens[last].Kind == TokenKind.Word)
                known++;
        }

        if (words == 1)
            return !Answers.Contains(scratch.Tokens[0].Hash);
        return known < 2 || known * 4 < words;
    }

    private Assessment Unread(Legibility legibility, string? language, bool readInPart) => new()
    {
        Alternatives = _unread,
        Abstained = true,
        Flags = NoFlags,
        Legibility = legibility,
        Language = language,
        ReadInPart = readInPart,
    };

    private static Likelihood[] Likelihoods(Calibration calibration, ReadOnlySpan<float> scores)
    {
        Span<double> probabilities = stackalloc double[Heads.Situations];
        calibration.Probabilities(scores, probabilities);
        var likelihoods = new Likelihood[Heads.Situations];
        for (var i = 0; i < likelihoods.Length; i++)
        {
            var likelihood = new Likelihood((Situation)i, probabilities[i]);
            var at = i;
            while (at > 0 && likelihoods[at - 1].Probability < likelihood.Probability)
            {
                likelihoods[at] = likelihoods[at - 1];
                at--;
            }

            likelihoods[at] = likelihood;
        }

        return likelihoods;
    }

    private static bool IsOn(int head, Calibration calibration, ReadOnlySpan<float> scores) => Arithmetic.Sigmoid(scores[head]) >= calibration.On[head];

    private static Situation[] Secondary(int likeliest, Calibration calibration, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks)
    {
        Span<double> probabilities = stackalloc double[Heads.Situations];
        calibration.Probabilities(scores, probabilities);
        int first = -1, second = -1;
        for (var i = 0; i < Heads.PresenceCount; i++)
        {
            if (!calibration.HasSecond(i, likeliest, probabilities, scores, peaks))
                continue;
            if (first < 0)
                first = i;
            else if (second < 0)
                second = i;
        }

        if (second < 0)
            return first < 0 ? [] : [(Situation)first];
        return probabilities[second] > probabilities[first] ? [(Situation)second, (Situation)first] : [(Situation)first, (Situation)second];
    }

    private static HashSet<Flag> Flags(Scratch scratch, Calibration calibration, ReadOnlySpan<float> scores, ReadOnlySpan<float> peaks)
    {
        HashSet<Flag>? flags = null;
        foreach (var flag in AllFlags)
        {
            // The model hears the words that a rule's exception explained: it must be surer then.
            var excused = flag == Flag.SelfHarm && scratch.Excused && calibration.Flag((int)flag, scores, peaks) < SureDespite;
            if (!excused && calibration.HasFlag((int)flag, scores, peaks))
                (flags ??= []).Add(flag);
        }

        foreach (var forced in FlagRules.Forced(scratch.Hits))
            (flags ??= []).Add(forced);

        if (flags is null)
            return NoFlags;
        if (flags.Contains(Flag.SelfHarm))
            flags.Remove(Flag.SafetyThreat);
        return flags;
    }

    /// <summary>The flags that visible rules set, without any model: for training's report.</summary>
    internal static HashSet<Flag> RuleFlags(string text)
    {
        var scratch = Scratch.Spare.Take();
        TextCleaner.Run(text, scratch);
        Tokenizer.Run(scratch, CueLexicon.Embedded.Masked);
        CueLexicon.Embedded.Find(scratch);
        HashSet<Flag> flags = [.. FlagRules.Forced(scratch.Hits)];
        Scratch.Spare.Give(scratch);
        return flags;
    }

    private static int Intensity(Calibration calibration, ReadOnlySpan<float> scores)
    {
        var intensity = 0;
        while (intensity < Heads.IntensityCount && IsOn(Heads.Intensity + intensity, calibration, scores))
            intensity++;
        return intensity;
    }
}
