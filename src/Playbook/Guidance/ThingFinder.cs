using System.Buffers;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>
/// Finds what a message is about, by the visible list of things.yaml. Only a thing that is named as one ("this invoice", "Invoice is wrong") counts, and
/// only where one stands out: a wrong noun makes a line that nobody can send, no noun makes a good one.
/// </summary>
internal sealed class ThingFinder
{
    private const int LongestThing = 3;

    /// <summary>A thing that comes up later in a story is a part of it and not what it is about.</summary>
    private const int Early = 60;

    /// <summary>In so few words what is named is what it is about; in more it has to do or to be something.</summary>
    private const int Short = 20;
    private static readonly SearchValues<char> Stops = SearchValues.Create(".,!?;:\n)(–—\"”…");
    private static readonly string[] Determiners = ["the", "this", "that", "these", "those", "my", "our", "your", "his", "her", "their", "its"];

    /// <summary>A little after these a thing is not what it is about.</summary>
    private static readonly string[] Dismissing = ["forget", "besides", "except", "thanks", "thank", "love", "loved", "unlike", "instead", "despite", "called", "named", "like", "liked", "enjoyed"];

    /// <summary>Nor directly after these.</summary>
    private static readonly string[] Beside = ["not", "than", "before", "after", "without", "since", "until", "during", "near", "behind", "under", "between", "per", "nor"];

    /// <summary>What may follow a thing that stands for itself; before another noun it only describes that one ("the invoice software").</summary>
    private static readonly HashSet<string> Following = new(StringComparer.Ordinal)
    {
        "is", "was", "are", "were", "has", "had", "have", "isn't", "isnt", "wasn't", "wasnt", "aren't", "weren't", "hasn't", "hasnt", "haven't", "hadn't", "does", "doesn't", "doesnt", "don't", "did", "didn't", "didnt", "will", "won't",
        "wont", "can", "can't", "cannot", "could", "should", "would", "still", "again", "keeps", "keep", "never", "always", "just", "now", "today", "yesterday", "tomorrow", "already", "yet", "only", "also", "either", "too", "twice",
        "you", "we", "i", "they", "he", "she", "it", "that", "which", "who", "there", "here", "for", "from", "to", "in", "on", "at", "by", "of", "with", "without", "about", "after", "before", "since", "until", "till", "because", "as",
        "and", "but", "or", "so", "if", "when", "while", "than", "then", "not", "arrived", "came", "comes", "went", "goes", "got", "says", "said", "shows", "broke", "broken", "crashed", "failed", "fails", "stopped", "looks", "looked",
        "needs", "need", "took", "takes", "turned", "starts", "started", "ends", "ended", "expired", "vanished", "disappeared", "missing", "wrong", "late", "please", "asap", "over", "through", "within", "this", "where", "what", "how", "why",
        "i've", "i'm", "i'd", "we've", "we're", "you've", "you're", "you'd", "they've", "they're", "he's", "she's", "it's", "last", "every", "out", "up", "down", "off", "back", "all", "due", "sent", "made", "has", "being", "apparently", "redone", "rewritten", "done", "finished", "changed", "fixed", "sorted", "back", "myself",
    };

    private static readonly string[] Verbs = ["is", "was", "are", "were", "isn't", "wasn't", "hasn't", "has", "still", "keeps", "never", "arrived", "came", "broke", "crashed", "failed", "doesn't", "won't", "didn't", "again", "wrong", "late", "missing", "says"];

    private readonly Dictionary<string, (Thing Thing, bool IsPlural)> _things = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Thing Thing, bool IsPlural)>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public ThingFinder(IEnumerable<Thing> things)
    {
        foreach (var thing in things)
        foreach (var word in thing.Words)
        {
            _things.TryAdd(word, (thing, false));
            if (thing.Say is null && Plural(word) is var plural) _things.TryAdd(plural, (thing, true));
        }

        _lookup = _things.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <returns>"the invoice", or null where nothing stands out.</returns>
    public string? In(string text, Situation? situation)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, Assessment.ReadLimit));
        var lower = new char[read.Length];
        Span<Range> words = stackalloc Range[Math.Min(1 + (read.Length / 2), 1000)];
        var count = WordsOf.Cut(read, lower, words);
        Dictionary<Thing, (int Points, string Word, bool Mixed, bool IsSubject)>? found = null;
        for (var i = 0; i < count; i++)
        {
            for (var length = Math.Min(LongestThing, count - i); length > 0; length--)
            {
                if (!_lookup.TryGetValue(lower.AsSpan()[words[i].Start..words[i + length - 1].End], out var match)) continue;
                var points = Points(lower, words[..count], i, length);
                if (points != 0)
                {
                    found ??= [];
                    var word = new string(lower.AsSpan()[words[i].Start..words[i + length - 1].End]);
                    var (before, first, mixed, isSubject) = found.GetValueOrDefault(match.Thing, (0, word, false, false));
                    found[match.Thing] = (before + points, first, mixed || (match.Thing.Say is null && first != word), isSubject || (points > 2 && i < Early));
                }

                i += length - 1;
                break;
            }
        }

        if (found is null) return null;
        var order = found.OrderByDescending(f => f.Value.Points).ToList();
        if (order[0].Value.Points < 2 || (!order[0].Value.IsSubject && (count > Short || order[0].Key.Say is not null)) || order[0].Value.Mixed || (order.Count > 1 && order[1].Value.Points + 1 >= order[0].Value.Points)) return null;
        var (winner, (_, named, _, _)) = order[0];
        if (winner.Say is null) return "the " + named;
        // "The website issue" would make an issue of a friendly question.
        return situation is Situation.Angry or Situation.Wrong ? winner.Say : null;
    }

    /// <summary>0 where it is not named as a thing; 2 where it is; 3 as the subject; 1 as a rival that may be meant.</summary>
    private static int Points(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, int at, int length)
    {
        var named = IsSentenceStart(text, words[at]);
        var determiner = -1;
        for (var i = at - 1; i >= 0 && i >= at - 3 && !IsSentenceStart(text, words[i + 1]); i--)
        {
            var word = text[words[i]];
            if (Is(word, Dismissing)) return 0;
            if (Is(word, Determiners)) determiner = i;
            if (determiner >= 0 || Is(word, Verbs)) break;
        }

        var determined = determiner >= 0;
        for (var i = determiner - 1; i >= 0 && i >= determiner - 2 && !IsSentenceStart(text, words[i + 1]); i--)
        {
            if (Is(text[words[i]], Dismissing) || (i == determiner - 1 && Is(text[words[i]], Beside))) return 0;
        }

        var last = at + length - 1;
        var ends = last + 1 >= words.Length || HasStop(text[words[last].End..words[last + 1].Start]);
        var next = ends ? default : text[words[last + 1]];
        if (!ends && !Following.Contains(next.ToString()) && !(next.Length > 5 && next.EndsWith("ed"))) return determined ? 1 : 0;
        var isSubject = !ends && Is(next, Verbs);
        if (named) return isSubject ? 3 : 0;
        return determined ? isSubject ? 3 : 2 : 0;
    }

    private static bool IsSentenceStart(ReadOnlySpan<char> text, Range word)
    {
        var before = text[..word.Start].TrimEnd(' ').TrimEnd('"').TrimEnd('“');
        return before.Length == 0 || before[^1] is '.' or '!' or '?' or '\n' or ':' or ';';
    }

    private static bool HasStop(ReadOnlySpan<char> between) => between.IndexOfAny(Stops) >= 0 || (between.Contains('-') && between.Length > 1);

    private static bool Is(ReadOnlySpan<char> word, string[] list)
    {
        foreach (var one in list)
        {
            if (word.SequenceEqual(one)) return true;
        }

        return false;
    }

    private static string Plural(string word) => word switch
    {
        [.., 's' or 'x'] or [.., 'c' or 's', 'h'] => word + "es",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => word[..^1] + "ies",
        _ => word + "s",
    };
}
