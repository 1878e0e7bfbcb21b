using System.Reflection;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>
/// The word lists, compiled. A line is a phrase: <c>word*</c> any ending, <c>(a|b)</c> either, <c>(a|)</c> or nothing,
/// <c>_</c> any one word, <c>..</c> up to three words, <c># remark</c>. A line that begins with <c>!</c> is an exception:
/// what overlaps it does not count.
/// </summary>
internal sealed class CueLexicon
{
    public static readonly int ListCount = Enum.GetValues<CueList>().Length;

    private readonly PhraseTable _phrases;

    public CueLexicon(Func<CueList, string> read)
    {
        var swearing = new List<string>();
        var gathered = new PhraseGathering(swearing);
        foreach (var list in Enum.GetValues<CueList>())
        {
            foreach (var line in read(list).AsSpan().EnumerateLines())
                gathered.Add(list, line);
        }

        _phrases = gathered.Table();
        // The commonest first: "f***" is no slur.
        Masked = new MaskedWords(["fuck", "fucking", "fucked", "shit", "shitty", "cunt", "bitch", "bitches", "crap", "arse", "bastard", "twat", "prick", "dick", "retarded", .. swearing]);
    }

    public static CueLexicon Embedded { get; } = new(ReadResource);

    public MaskedWords Masked { get; }

    /// <summary>Fills <see cref="Scratch.Hits"/> in the order of the text.</summary>
    public void Find(Scratch scratch)
    {
        var hits = scratch.Hits;
        hits.Clear();
        scratch.Excused = false;
        var exceptions = false;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            ref var token = ref scratch.Tokens[i];
            var next = i + 1 < scratch.TokenCount && !scratch.Tokens[i + 1].Breaks ? scratch.Tokens[i + 1].Hash : 0;
            if (_phrases.Begins(token.Hash))
                exceptions |= Try(scratch, false, token.Hash, next, i);
            var hash = Hashing.Seed;
            var letters = token.In(scratch.Norm);
            var most = Math.Min(letters.Length, PhraseTable.LongestPrefix);
            for (var n = 1; n <= most; n++)
            {
                hash = Hashing.Step(hash, letters[n - 1]);
                if (_phrases.HasPrefixOf(n) && _phrases.Begins(hash))
                    exceptions |= Try(scratch, true, hash, next, i);
            }
        }

        if (exceptions)
            scratch.Excused = Except(hits);
    }

    private bool Try(Scratch scratch, bool prefix, uint hash, uint next, int at)
    {
        var exceptions = Try(scratch, _phrases.Beginning(prefix, hash), at, 1);
        return next == 0 ? exceptions : exceptions | Try(scratch, _phrases.Beginning(prefix, hash, next), at, 2);
    }

    /// <param name="known">How many elements of the phrases are there for certain.</param>
    private bool Try(Scratch scratch, PhraseTable.Reader phrases, int at, int known)
    {
        var exceptions = false;
        while (phrases.Next(out var list, out var exception, out var rest))
        {
            var last = Match(scratch, rest, at + known);
            if (last < 0)
                continue;
            scratch.Hits.Add(new LexiconHit(list, at, last, exception));
            exceptions |= exception;
        }

        return exceptions;
    }

    /// <returns>The last word of the match, or -1.</returns>
    private int Match(Scratch scratch, ReadOnlySpan<ushort> elements, int token)
    {
        for (var element = 0; element < elements.Length; element++)
        {
            ref readonly var wanted = ref _phrases.Element(elements[element]);
            if (wanted.Kind == ElementKind.Gap)
            {
                for (var skip = 0; skip <= 3; skip++)
                {
                    if (skip > 0 && (token + skip - 1 >= scratch.TokenCount || scratch.Tokens[token + skip - 1].Breaks))
                        return -1;
                    var last = Match(scratch, elements[(element + 1)..], token + skip);
                    if (last >= 0)
                        return last;
                }

                return -1;
            }

            if (token >= scratch.TokenCount || scratch.Tokens[token].Breaks || !Fits(scratch, wanted, token))
                return -1;
            token++;
        }

        return token - 1;
    }

    private static bool Fits(Scratch scratch, in PhraseElement wanted, int index)
    {
        ref var token = ref scratch.Tokens[index];
        return wanted.Kind switch
        {
            ElementKind.Any => true,
            ElementKind.Word => token.Hash == wanted.Hash,
            _ => token.NormLength >= wanted.Length && scratch.Norm[token.NormStart] == wanted.First && Hashing.Of(scratch.Norm.AsSpan(token.NormStart, wanted.Length)) == wanted.Hash,
        };
    }

    /// <returns>Whether a phrase for self-harm was among what does not count.</returns>
    private static bool Except(List<LexiconHit> hits)
    {
        var excused = false;
        for (var i = hits.Count - 1; i >= 0; i--)
        {
            var hit = hits[i];
            if (hit.Exception)
                continue;
            foreach (var other in hits)
            {
                if (other.Exception && other.List == hit.List && other.First <= hit.Last && hit.First <= other.Last)
                {
                    excused |= hit.List == CueList.SelfHarm;
                    hits.RemoveAt(i);
                    break;
                }
            }
        }

        hits.RemoveAll(static hit => hit.Exception);
        return excused;
    }

    private static string ReadResource(CueList list)
    {
        var name = $"ClientBot.Playbook.Reading.Lexicon.{list}.txt";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ModelException($"{name}: the word list is not in the assembly. Build src/Playbook again with the file in Reading/Lexicon.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
