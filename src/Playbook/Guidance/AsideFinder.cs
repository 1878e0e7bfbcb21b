using System.Collections.Frozen;
using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Guidance;

/// <summary>Tells what the asker says of themselves, or asks the bot, from what a client said. In doubt it is the client's.</summary>
internal sealed class AsideFinder(IReadOnlyList<Aside> asides)
{
    private const int MostWords = 16;

    /// <summary>A third person in it: the client is somebody else than who writes.</summary>
    private static readonly FrozenSet<string> TheClient = new[] { "client", "client's", "clients", "customer", "customers", "him", "her", "them", "guy", "woman", "lady", "bloke", "email", "message" }.ToFrozenSet();

    /// <summary>With one of these something is retold, and that is what guidance is for.</summary>
    private static readonly FrozenSet<string> Retelling = new[]
    {
        "says", "said", "say's", "wants", "wanted", "thinks", "claims", "told", "asks", "asked", "insists", "keeps", "refuses", "wrote", "writes", "demands", "threatens", "threatened", "called", "calls", "shouted", "because", "you", "your", "you're",
    }.ToFrozenSet();

    private readonly Dictionary<string, Aside> _whole = asides.SelectMany(a => a.Whole.Select(w => (Key: Plain(w), a))).GroupBy(x => x.Key).ToDictionary(g => g.Key, g => g.First().a);
    private readonly List<(Phrase Phrase, Aside Aside)> _phrases = [.. asides.SelectMany(a => a.Words.Select(w => (Phrase.Parse(w), a))).Where(p => p.Item1 is not null).Select(p => (p.Item1!, p.a))];

    public Aside? In(string text)
    {
        if (text.Length > 120) return null;
        Span<char> lower = stackalloc char[text.Length];
        Span<Range> words = stackalloc Range[1 + (text.Length / 2)];
        var count = WordsOf.Cut(text, lower, words);
        if (count is 0 or > MostWords) return null;
        if (_whole.TryGetValue(Plain(text), out var whole)) return whole;
        var aboutClient = false;
        foreach (var range in words[..count])
        {
            var word = lower[range].ToString();
            if (Retelling.Contains(word)) return null;
            aboutClient |= TheClient.Contains(word);
        }

        if (!aboutClient) return null;
        foreach (var (phrase, aside) in _phrases)
        {
            for (var i = 0; i < count; i++)
            {
                if (phrase.MatchesAt(lower, words[..count], i)) return aside;
            }
        }

        return null;
    }

    private static string Plain(string text) => LineRules.Plain(text).Trim(' ', '.', '!', '?', ',');
}
