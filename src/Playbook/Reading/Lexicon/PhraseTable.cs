using System.Numerics;

namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>
/// All phrases in one row of numbers, found by their first word or prefix and, where it is one certain word, the second: "you" alone begins hundreds
/// of phrases, "you are" few.
/// </summary>
internal sealed class PhraseTable
{
    public const int LongestPrefix = 31;
    private const int ExceptionBit = 1 << 8;
    private const int LengthAt = 9;

    private readonly PhraseElement[] _elements;

    /// <summary>For each key how many phrases there are, and of each its head and what comes after the key.</summary>
    private readonly ushort[] _codes;
    private readonly ulong[] _keys;
    private readonly int[] _starts;
    private readonly bool[] _prefixLengths;

    /// <summary>A bit for each first word or prefix: most words of a message begin no phrase, and this says so at once.</summary>
    private readonly ulong[] _begins = new ulong[1024];

    /// <summary>A bit for each first with its second word.</summary>
    private readonly ulong[] _goesOn = new ulong[4096];

    public PhraseTable(PhraseElement[] elements, ushort[] codes, List<(ulong Key, bool Prefix, int At)> starts, bool[] prefixLengths)
    {
        (_elements, _codes, _prefixLengths) = (elements, codes, prefixLengths);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, starts.Count * 3 / 2));
        _keys = new ulong[size];
        _starts = new int[size];
        foreach (var (key, prefix, start) in starts)
        {
            var first = (uint)(key >> 32);
            _begins[Place(first) >> 6] |= 1UL << (int)(Place(first) & 63);
            _goesOn[Wide(key) >> 6] |= 1UL << (int)(Wide(key) & 63);
            var at = Slot(Named(key, prefix));
            (_keys[at], _starts[at]) = (Named(key, prefix), start);
        }
    }

    public static ulong Key(uint first, uint second) => ((ulong)first << 32) | second;

    public static ushort Head(CueList list, bool exception, int rest) => checked((ushort)((int)list | (exception ? ExceptionBit : 0) | (rest << LengthAt)));

    public ref readonly PhraseElement Element(ushort number) => ref _elements[number];

    public bool HasPrefixOf(int length) => _prefixLengths[length];

    public bool Begins(uint hash) => (_begins[Place(hash) >> 6] & (1UL << (int)(Place(hash) & 63))) != 0;

    /// <param name="second">0: those whose second element is not one certain word.</param>
    public Reader Beginning(bool prefix, uint first, uint second = 0)
    {
        var key = Key(first, second);
        if ((_goesOn[Wide(key) >> 6] & (1UL << (int)(Wide(key) & 63))) == 0)
            return default;
        var at = Slot(Named(key, prefix));
        return _keys[at] == 0 ? default : new Reader(_codes.AsSpan(_starts[at]));
    }

    private static uint Place(uint hash) => (hash ^ (hash >> 16)) & 0xFFFF;

    private static uint Wide(ulong key) => (uint)((key * 0x9E3779B97F4A7C15) >> 46);

    /// <summary>A word and a prefix of the same letters are two things.</summary>
    private static ulong Named(ulong key, bool prefix) => prefix ? ~key : key;

    private int Slot(ulong name)
    {
        var at = (int)((name * 0x9E3779B97F4A7C15) >> 40) & (_keys.Length - 1);
        while (_keys[at] != 0 && _keys[at] != name)
            at = (at + 1) & (_keys.Length - 1);
        return at;
    }

    /// <summary>The phrases of one key, one after the other.</summary>
    public ref struct Reader
    {
        private ReadOnlySpan<ushort> _codes;
        private int _left;

        public Reader(ReadOnlySpan<ushort> codes)
        {
            _left = codes[0];
            _codes = codes[1..];
        }

        public bool Next(out CueList list, out bool exception, out ReadOnlySpan<ushort> rest)
        {
            list = default;
            exception = false;
            rest = default;
            if (_left-- <= 0)
                return false;
            var head = _codes[0];
            list = (CueList)(head & 0xFF);
            exception = (head & ExceptionBit) != 0;
            var length = head >> LengthAt;
            rest = _codes.Slice(1, length);
            _codes = _codes[(1 + length)..];
            return true;
        }
    }
}
