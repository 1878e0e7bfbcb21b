namespace ClientBot.Playbook.Content;

/// <summary>Reads an organisation's folder of playbook files.</summary>
internal static class Folder
{
    /// <summary>A playbook is words: a file larger than this is something else.</summary>
    private const int SizeLimit = 1024 * 1024;

    public static List<ContentFile> Read(string folder, List<Mistake> mistakes)
    {
        var files = new List<ContentFile>();
        if (!Directory.Exists(folder))
        {
            mistakes.Add(new Mistake(folder, 1, 1, "a folder with playbook files; there is none"));
            return files;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (path.Split('/').Any(part => part.StartsWith('.'))) continue;
            if (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                mistakes.Add(new Mistake(file, 1, 1, "the ending .yaml (a file ending in .yml is not read)"));
            if (!path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)) continue;
            if (TryRead(file, mistakes) is { } text) files.Add(new ContentFile(path, text, file));
        }

        return files;
    }

    private static string? TryRead(string file, List<Mistake> mistakes)
    {
        try
        {
            if (new FileInfo(file).Length <= SizeLimit) return File.ReadAllText(file);
            mistakes.Add(new Mistake(file, 1, 1, $"at most {SizeLimit} bytes"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new Mistake(file, 1, 1, "a file that can be read: " + fault.Message));
        }

        return null;
    }
}
