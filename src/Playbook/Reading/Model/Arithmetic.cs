namespace ClientBot.Playbook.Reading.Model;

/// <summary>Exp and Log in plain additions and products: the system's differ between platforms in the last bit, and the model file must not.</summary>
internal static class Arithmetic
{
    private const double Ln2 = 0.693147180559945309417232;

    public static double Exp(double x)
    {
        if (x < -700)
            return 0;
        if (x > 700)
            x = 700;
        var whole = Math.Round(x / Ln2);
        var rest = x - (whole * Ln2);
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
            sum = 1 + (rest / n * sum);
        return sum * BitConverter.Int64BitsToDouble((long)(whole + 1023) << 52);
    }

    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));

    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        var ratio = (mantissa - 1) / (mantissa + 1);
        var square = ratio * ratio;
        var sum = 0.0;
        for (var n = 21; n >= 1; n -= 2)
            sum = (sum * square) + (1.0 / n);
        return (2 * ratio * sum) + (power * Ln2);
    }
}
