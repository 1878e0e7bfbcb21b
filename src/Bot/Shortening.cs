namespace ClientBot;

internal static class Shortening
{
    /// <summary>The text, or its first <paramref name="most"/> UTF-16 units, never half a character; <paramref name="mark"/> follows what was cut.</summary>
    public static string Shortened(this string text, int most, string mark = "") =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd() + mark;
}
