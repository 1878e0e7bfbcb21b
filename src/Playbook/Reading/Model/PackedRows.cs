using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClientBot.Playbook.Reading.Model;

/// <summary>
/// The weights of all features as bytes, a row in half a cache line: finding a row in memory is what a reading waits for, not the sums. A row is
/// the signed bytes of the heads, their scale, and the square of the feature's rarity.
/// </summary>
internal sealed class PackedRows
{
    private const int Width = 32;
    private const int ScaleAt = Heads.Row;
    private const int SquareAt = Heads.Row + sizeof(float);
    private readonly byte[] _bytes;

    public PackedRows(HeadParts parts, ReadOnlySpan<Half> rarities)
    {
        _bytes = new byte[rarities.Length * Width];
        for (var row = 0; row < rarities.Length; row++)
        {
            var bytes = _bytes.AsSpan(row * Width, Width);
            MemoryMarshal.AsBytes(parts.Weights.AsSpan(row * Heads.Count, Heads.Count)).CopyTo(bytes);
            var rarity = (float)rarities[row];
            MemoryMarshal.Write(bytes[ScaleAt..], (float)parts.Scales[row]);
            MemoryMarshal.Write(bytes[SquareAt..], rarity * rarity);
        }
    }

    public float Square(int row) => MemoryMarshal.Read<float>(_bytes.AsSpan((row * Width) + SquareAt));

    /// <summary>Adds a row to three vectors, and to three others where there are any.</summary>
    public void Add(int row, ref Vector256<float> sums)
    {
        Open(row, out var a, out var b, out var c);
        sums += a;
        Unsafe.Add(ref sums, 1) += b;
        Unsafe.Add(ref sums, 2) += c;
    }

    public void Open(int row, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c)
    {
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, sbyte>(_bytes.AsSpan(row * Width, Width)));
        var scale = Vector256.Create(Unsafe.ReadUnaligned<float>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref start, ScaleAt))));
        a = Eight(ref start) * scale;
        b = Eight(ref Unsafe.Add(ref start, 8)) * scale;
        c = Eight(ref Unsafe.Add(ref start, 16)) * scale;
    }

    /// <summary>What a feature says for a situation, above what it says for all of them.</summary>
    public float Leaning(int row, int situation)
    {
        Open(row, out var first, out _, out _);
        return Leaning(first, situation);
    }

    public static float Leaning(Vector256<float> first, int situation)
    {
        var all = first[0] + first[1] + first[2] + first[3] + first[4];
        return (first[situation] * 1.25f) - (all * 0.25f);
    }

    /// <summary>Reads sixteen bytes and turns the first eight into numbers; the same numbers on every processor.</summary>
    private static Vector256<float> Eight(ref sbyte from)
    {
        var bytes = Vector128.LoadUnsafe(ref from);
        if (Avx2.IsSupported)
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(bytes));
        var (low, high) = Vector128.Widen(Vector128.WidenLower(bytes));
        return Vector256.ConvertToSingle(Vector256.Create(low, high));
    }
}
