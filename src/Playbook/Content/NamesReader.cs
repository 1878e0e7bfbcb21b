using System.Text.Json;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>Reads names.yaml: how situations, flags, intensities, facts, tones and options are named on cards.</summary>
internal static class NamesReader
{
    public static void Read(Fields f, Draft draft, int layer)
    {
        Read(f, "situations", draft.SituationNames, Spelling.Of);
        Read(f, "flags", draft.FlagNames, Spelling.Of);
        Read(f, "facts", draft.FactNames, Snake);
        Read(f, "tones", draft.ToneNames, Snake);
        Read(f, "options", draft.OptionNames, Snake);
        if (!f.Has("intensities")) return;
        var names = f.Texts("intensities", 4);
        if (names.Count != 4) return;
        draft.Intensities.Clear();
        draft.Intensities.AddRange(names.Select(n => n.Text));
    }

    public static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void Read<T>(Fields f, string key, Dictionary<T, string> names, Func<T, string> spelling)
        where T : struct, Enum
    {
        if (f.Map(key, required: false) is not { } map) return;
        foreach (var value in Enum.GetValues<T>())
        {
            if (map.Has(spelling(value))) names[value] = map.Text(spelling(value));
        }

        map.Finish();
    }
}
