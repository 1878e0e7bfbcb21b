using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>Phrases of which one is enough.</summary>
internal sealed class PhraseSet
{
    private readonly FirstWords _phrases = new();

    public PhraseSet(IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases.Select(Phrase.Parse).OfType<Phrase>()) _phrases.Add(phrase);
    }

    public bool IsIn(string text)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, Assessment.ReadLimit));
        Span<char> lower = stackalloc char[read.Length];
        Span<Range> words = stackalloc Range[Math.Min(1 + (read.Length / 2), 1000)];
        Span<FirstWords.Match> matches = _phrases.Count <= 256 ? stackalloc FirstWords.Match[_phrases.Count] : new FirstWords.Match[_phrases.Count];
        return _phrases.Find(lower, words[..WordsOf.Cut(read, lower, words)], matches) > 0;
    }
}
