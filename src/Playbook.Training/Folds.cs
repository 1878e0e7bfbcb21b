namespace ClientBot.Playbook.Training;

/// <summary>Splits the corpus so that a theme is held out whole: a reading must work for a trade it has never seen.</summary>
internal static class Folds
{
    public const int Count = 5;

    /// <returns>By message, the fold that holds it out.</returns>
    public static int[] Of(IReadOnlyList<Message> messages)
    {
        var sizes = new int[Count];
        var foldOf = new Dictionary<string, int>();
        foreach (var theme in messages.GroupBy(m => m.Theme).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            foldOf[theme.Key] = smallest;
            sizes[smallest] += theme.Count();
        }

        return [.. messages.Select(m => foldOf[m.Theme])];
    }
}
