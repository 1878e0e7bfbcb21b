namespace ClientBot.Playbook.Reading;

/// <summary>The names that files, the command line and the playbook use: lower case with underscores.</summary>
public static class Spelling
{
    private static readonly string[] SituationNames = [.. Enum.GetNames<Situation>().Select(Snake)];
    private static readonly string[] FlagNames = [.. Enum.GetNames<Flag>().Select(Snake)];

    public static string Of(Situation situation) => SituationNames[(int)situation];

    public static string Of(Flag flag) => FlagNames[(int)flag];

    public static bool TryParse(string? name, out Situation situation)
    {
        var index = Array.IndexOf(SituationNames, name);
        situation = (Situation)Math.Max(index, 0);
        return index >= 0;
    }

    public static bool TryParse(string? name, out Flag flag)
    {
        var index = Array.IndexOf(FlagNames, name);
        flag = (Flag)Math.Max(index, 0);
        return index >= 0;
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
