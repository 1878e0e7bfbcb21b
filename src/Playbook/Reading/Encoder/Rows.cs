using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ClientBot.Playbook.Reading.Model;

namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>What the encoder does line by line besides products. Lengths are multiples of eight.</summary>
internal static class Rows
{
    private const float Tiny = 1e-6f;

    /// <summary>A layer norm of each line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalise(ReadOnlySpan<float> from, int count, int width, ReadOnlySpan<float> scale, ReadOnlySpan<float> bias, Span<float> into)
    {
        for (var line = 0; line < count; line++)
        {
            var row = from.Slice(line * width, width);
            var sum = Vector256<float>.Zero;
            for (var i = 0; i < width; i += 8)
                sum += Vector256.Create<float>(row[i..]);
            var mean = Vector256.Create(Sum(sum) / width);
            var squares = Vector256<float>.Zero;
            for (var i = 0; i < width; i += 8)
            {
                var off = Vector256.Create<float>(row[i..]) - mean;
                squares = Vector256.FusedMultiplyAdd(off, off, squares);
            }

            var factor = Vector256.Create(1 / MathF.Sqrt((Sum(squares) / width) + Tiny));
            var to = into.Slice(line * width, width);
            for (var i = 0; i < width; i += 8)
            {
                var off = (Vector256.Create<float>(row[i..]) - mean) * factor;
                Vector256.FusedMultiplyAdd(off, Vector256.Create<float>(scale[i..]), Vector256.Create<float>(bias[i..])).CopyTo(to[i..]);
            }
        }
    }

    public static void Add(ReadOnlySpan<float> what, Span<float> to)
    {
        for (var i = 0; i < to.Length; i += 8)
            (Vector256.Create<float>(to[i..]) + Vector256.Create<float>(what[i..])).CopyTo(to[i..]);
    }

    public static void Rectify(Span<float> values)
    {
        for (var i = 0; i < values.Length; i += 8)
            Vector256.Max(Vector256.Create<float>(values[i..]), Vector256<float>.Zero).CopyTo(values[i..]);
    }

    /// <summary>Softmax of the first <paramref name="known"/> numbers; the rest, which only fills the vectors, becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(Span<float> row, int known)
    {
        row[known..].Fill(float.NegativeInfinity);
        var most = Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < row.Length; i += 8)
            most = Vector256.Max(most, Vector256.Create<float>(row[i..]));
        var highest = most[0];
        for (var i = 1; i < 8; i++)
            highest = Math.Max(highest, most[i]);
        var top = Vector256.Create(highest);
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < row.Length; i += 8)
        {
            var value = Exp(Vector256.Create<float>(row[i..]) - top);
            sum += value;
            value.CopyTo(row[i..]);
        }

        var share = Vector256.Create(1 / Sum(sum));
        for (var i = 0; i < row.Length; i += 8)
            (Vector256.Create<float>(row[i..]) * share).CopyTo(row[i..]);
    }

    /// <summary>tanh of each, and then the whole brought to length 1.</summary>
    public static void TanhToUnit(Span<float> values)
    {
        var square = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(1 - (2 / (Arithmetic.Exp(2.0 * values[i]) + 1)));
            square += values[i] * (double)values[i];
        }

        var factor = (float)(1 / Math.Sqrt(Math.Max(square, 1e-12)));
        for (var i = 0; i < values.Length; i++)
            values[i] *= factor;
    }

    private static float Sum(Vector256<float> v) => ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));

    /// <summary>e^x for x at most 0, to about the last bit of a float; the same bits everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Max(x, Vector256.Create(-87f));
        var whole = Vector256.Floor(Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), Vector256.Create(0.5f)));
        var rest = Vector256.FusedMultiplyAdd(whole, Vector256.Create(-0.693359375f), x);
        rest = Vector256.FusedMultiplyAdd(whole, Vector256.Create(2.12194440e-4f), rest);
        var sum = Vector256.Create(1f / 5040);
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 720));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 120));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 24));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 6));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(0.5f));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256<float>.One);
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256<float>.One);
        var power = Vector256.ShiftLeft(Vector256.ConvertToInt32(whole) + Vector256.Create(127), 23);
        return sum * power.AsSingle();
    }
}
