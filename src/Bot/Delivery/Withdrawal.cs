namespace ClientBot.Delivery;

/// <summary>What taking back a case's messages comes to.</summary>
/// <param name="TakenBack">How many the platform is now asked to delete.</param>
/// <param name="Remaining">How many were delivered and can't be named to the platform, so that they stay.</param>
public sealed record Withdrawal(int TakenBack, int Remaining)
{
    public static readonly Withdrawal Nothing = new(0, 0);

    public static Withdrawal operator +(Withdrawal one, Withdrawal other) => Add(one, other);

    public static Withdrawal Add(Withdrawal one, Withdrawal other) => new(one.TakenBack + other.TakenBack, one.Remaining + other.Remaining);
}
