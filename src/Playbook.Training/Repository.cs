namespace ClientBot.Playbook.Training;

/// <summary>Where things lie, found from wherever the program or a test runs.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? Find(Directory.GetCurrentDirectory())
        ?? throw new DirectoryNotFoundException("ClientBot.sln is in no folder above this program. Run it inside the repository.");

    public static string Corpus => Path.Combine(Root, "src", "Playbook.Training", "Corpus");

    public static string Model => Path.Combine(Root, "src", "Playbook", "Reading", "Model", "reader.bin");

    public static string Encoder => Path.Combine(Root, "src", "Playbook", "Reading", "Encoder", "encoder.bin");

    /// <summary>Sixty wishes to die and sixty messages that only sound like it; no corpus has them.</summary>
    public static string SelfHarm => Path.Combine(Root, "tests", "Playbook.Tests", "Reading", "Data", "self-harm.jsonl");

    /// <summary>The evaluation messages beside the repository, or null where they are not: they belong to nobody's training.</summary>
    public static string? Evaluation
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "eval");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClientBot.sln")))
                return folder.FullName;
        }

        return null;
    }
}
