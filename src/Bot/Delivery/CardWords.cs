using System.Collections.Frozen;

namespace ClientBot.Delivery;

/// <summary>The card format's words for an enum's values: their names in camel case.</summary>
internal static class CardWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words =
        Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, v => char.ToLowerInvariant(v.ToString()[0]) + v.ToString()[1..]);

    public static string Of(T value) => Words[value];
}
