using System.Security.Cryptography;
using System.Text;

namespace ClientBot.Playbook.Content;

/// <summary>Reads the built-in playbook and merges folders of the same shape over it, a later folder over an earlier one, id by id.</summary>
public static class EditionLoader
{
    /// <summary>Reading 15 plays takes some tens of milliseconds; nothing is kept between calls.</summary>
    public static LoadedEdition Load(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var mistakes = new List<Mistake>();
        List<IReadOnlyList<ContentFile>> layers = [BuiltIn.Files, .. folders.Select(folder => Folder.Read(folder, mistakes))];
        return Load(layers, mistakes);
    }

    /// <summary>The built-in playbook with these files as one folder over it.</summary>
    public static LoadedEdition Load(IReadOnlyList<ContentFile> files) => Load([BuiltIn.Files, files], []);

    internal static LoadedEdition Load(IReadOnlyList<IReadOnlyList<ContentFile>> layers, List<Mistake> mistakes)
    {
        var draft = new Draft();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            var ids = new Dictionary<string, Place>(StringComparer.Ordinal);
            foreach (var file in layers[layer]) Read(file, draft, layer, ids, mistakes);
        }

        var rules = new EditionRules(draft, mistakes);

        // With broken files a rule about the whole would only repeat what is already said.
        var readable = mistakes.Count == 0;
        rules.CheckLines();
        var edition = readable && rules.IsWhole() ? draft.Build(Version(layers)) : null;
        if (edition is not null) rules.CheckWhole(edition);
        mistakes.Sort((a, b) => (a.File, a.Line, a.Column).CompareTo((b.File, b.Line, b.Column)));
        return mistakes.Count == 0 ? new LoadedEdition(edition, []) : new LoadedEdition(null, mistakes);
    }

    private static void Read(ContentFile file, Draft draft, int layer, Dictionary<string, Place> ids, List<Mistake> mistakes)
    {
        if (file.Path.StartsWith("plays/", StringComparison.Ordinal))
        {
            if (YamlText.Read(file, mistakes) is not { } fields) return;
            if (IsOff(fields, draft) || PlayReader.Read(fields, file.Path) is not { } play) return;
            if (!ids.TryAdd(play.Id, fields.PlaceOf("id")))
                fields.Report(fields.PlaceOf("id"), $"id: one that is not used yet; \"{play.Id}\" stands in {ids[play.Id].File}:{ids[play.Id].Line}");
            draft.Plays[play.Id] = (play, layer);
        }
        else if (LibraryReader.Files.TryGetValue(file.Path, out var read))
        {
            draft.ShownAs[file.Path] = file.ShownAs;
            if (YamlText.Read(file, mistakes) is not { } fields) return;
            read(fields, draft, layer);
            fields.Finish();
        }
        else
        {
            mistakes.Add(new Mistake(file.ShownAs, 1, 1, $"a file plays/SITUATION/NAME.yaml or one of {string.Join(", ", LibraryReader.Files.Keys)}"));
        }
    }

    /// <summary><c>{id: angry.late, off: true}</c> takes a play of an earlier layer out.</summary>
    private static bool IsOff(Fields fields, Draft draft)
    {
        if (!fields.Has("off") || !fields.YesNo("off")) return false;
        var id = fields.Text("id");
        if (!draft.Plays.Remove(id)) fields.Report(fields.PlaceOf("id"), $"id: a play that there is; \"{id}\" is none");
        fields.Finish();
        return true;
    }

    private static string Version(IReadOnlyList<IReadOnlyList<ContentFile>> layers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in layers.SelectMany(l => l))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Path + "\0" + file.Text.ReplaceLineEndings("\n") + "\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
