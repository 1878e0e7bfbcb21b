using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>
/// A matrix of weights in panels of sixteen columns, each weight a signed byte times its column's scale. Every sum runs over the
/// rows in their order with fused multiply-adds, so that each machine gets the same bits however wide its vectors are.
/// </summary>
internal sealed class Matrix
{
    public const int Panel = 16;

    private readonly FileBytes _bytes;
    private readonly int _at;

    /// <summary>Only where the weights were not rounded: to measure what rounding costs.</summary>
    private readonly float[]? _whole;

    public Matrix(int rows, int columns, float[] scales, FileBytes bytes, int at, float[]? whole = null)
    {
        Rows = rows;
        Columns = columns;
        Scales = scales;
        _bytes = bytes;
        _at = at;
        _whole = whole;
    }

    public int Rows { get; }

    public int Columns { get; }

    public float[] Scales { get; }

    /// <summary>into = from x this + bias, for <paramref name="count"/> lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ReadOnlySpan<float> from, int count, ReadOnlySpan<float> bias, Span<float> into, float[] panel)
    {
        for (var column = 0; column < Columns; column += Panel)
        {
            var weights = Open(column, panel);
            Lines(from, Rows, count, Rows, weights, Panel, into[column..], Columns);
            var scale0 = Vector256.Create<float>(Scales.AsSpan(column));
            var scale1 = Vector256.Create<float>(Scales.AsSpan(column + 8));
            var bias0 = Vector256.Create<float>(bias[column..]);
            var bias1 = Vector256.Create<float>(bias[(column + 8)..]);
            for (var line = 0; line < count; line++)
            {
                var at = into.Slice((line * Columns) + column, Panel);
                Vector256.FusedMultiplyAdd(Vector256.Create<float>(at), scale0, bias0).CopyTo(at);
                Vector256.FusedMultiplyAdd(Vector256.Create<float>(at[8..]), scale1, bias1).CopyTo(at[8..]);
            }
        }
    }

    private ReadOnlySpan<float> Open(int column, float[] panel)
    {
        var length = Rows * Panel;
        if (_whole is not null)
            return _whole.AsSpan(column * Rows, length);
        var bytes = _bytes.Signed(_at + (column * Rows), length);
        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var target = ref MemoryMarshal.GetArrayDataReference(panel);
        for (var i = 0; i < length; i += Panel)
        {
            var sixteen = Vector256.WidenLower(Vector128.LoadUnsafe(ref source, (nuint)i).ToVector256());
            var lower = Vector256.WidenLower(sixteen);
            var upper = Vector256.WidenUpper(sixteen);
            Vector256.ConvertToSingle(lower).StoreUnsafe(ref target, (nuint)i);
            Vector256.ConvertToSingle(upper).StoreUnsafe(ref target, (nuint)(i + 8));
        }

        return panel.AsSpan(0, length);
    }

    /// <summary>Sixteen columns of a product: into[line, 0..16] = sum over k of from[line, k] x weights[k, 0..16].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lines(ReadOnlySpan<float> from, int fromStride, int count, int depth, ReadOnlySpan<float> weights, int weightStride, Span<float> into, int intoStride)
    {
        if (from.Length < ((count - 1) * fromStride) + depth || weights.Length < ((depth - 1) * weightStride) + Panel || into.Length < ((count - 1) * intoStride) + Panel)
            throw new ArgumentException("A matrix is smaller than its product.");
        ref var a = ref MemoryMarshal.GetReference(from);
        ref var b = ref MemoryMarshal.GetReference(weights);
        ref var c = ref MemoryMarshal.GetReference(into);
        var line = 0;
        for (; line + 6 <= count; line += 6)
            Six(ref Unsafe.Add(ref a, line * fromStride), fromStride, depth, ref b, weightStride, ref Unsafe.Add(ref c, line * intoStride), intoStride);
        for (; line < count; line++)
            One(ref Unsafe.Add(ref a, line * fromStride), depth, ref b, weightStride, ref Unsafe.Add(ref c, line * intoStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(ref float a, int fromStride, int depth, ref float b, int weightStride, ref float c, int intoStride)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        ref var a1 = ref Unsafe.Add(ref a, fromStride);
        ref var a2 = ref Unsafe.Add(ref a1, fromStride);
        ref var a3 = ref Unsafe.Add(ref a2, fromStride);
        ref var a4 = ref Unsafe.Add(ref a3, fromStride);
        ref var a5 = ref Unsafe.Add(ref a4, fromStride);
        for (nint k = 0; k < depth; k++)
        {
            var b0 = Vector256.LoadUnsafe(ref b);
            var b1 = Vector256.LoadUnsafe(ref b, 8);
            b = ref Unsafe.Add(ref b, weightStride);
            var one = Vector256.Create(Unsafe.Add(ref a, k));
            c00 = Vector256.FusedMultiplyAdd(one, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(one, b1, c01);
            one = Vector256.Create(Unsafe.Add(ref a1, k));
            c10 = Vector256.FusedMultiplyAdd(one, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(one, b1, c11);
            one = Vector256.Create(Unsafe.Add(ref a2, k));
            c20 = Vector256.FusedMultiplyAdd(one, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(one, b1, c21);
            one = Vector256.Create(Unsafe.Add(ref a3, k));
            c30 = Vector256.FusedMultiplyAdd(one, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(one, b1, c31);
            one = Vector256.Create(Unsafe.Add(ref a4, k));
            c40 = Vector256.FusedMultiplyAdd(one, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(one, b1, c41);
            one = Vector256.Create(Unsafe.Add(ref a5, k));
            c50 = Vector256.FusedMultiplyAdd(one, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(one, b1, c51);
        }

        Store(ref c, c00, c01);
        Store(ref Unsafe.Add(ref c, intoStride), c10, c11);
        Store(ref Unsafe.Add(ref c, intoStride * 2), c20, c21);
        Store(ref Unsafe.Add(ref c, intoStride * 3), c30, c31);
        Store(ref Unsafe.Add(ref c, intoStride * 4), c40, c41);
        Store(ref Unsafe.Add(ref c, intoStride * 5), c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ref float a, int depth, ref float b, int weightStride, ref float c)
    {
        Vector256<float> c0 = default, c1 = default;
        for (nint k = 0; k < depth; k++)
        {
            var one = Vector256.Create(Unsafe.Add(ref a, k));
            c0 = Vector256.FusedMultiplyAdd(one, Vector256.LoadUnsafe(ref b), c0);
            c1 = Vector256.FusedMultiplyAdd(one, Vector256.LoadUnsafe(ref b, 8), c1);
            b = ref Unsafe.Add(ref b, weightStride);
        }

        Store(ref c, c0, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, Vector256<float> lower, Vector256<float> upper)
    {
        lower.StoreUnsafe(ref c);
        upper.StoreUnsafe(ref c, 8);
    }
}
