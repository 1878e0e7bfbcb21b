using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Tests.Content;

public sealed class PlaybookCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("playbook").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_built_in_playbook_has_no_mistakes()
    {
        var (code, output) = Run(null);
        Assert.Equal(0, code);
        Assert.Matches(@"^Playbook [0-9a-f]{12}: \d+ plays, \d+ techniques, no mistakes\.\s*$", output);
    }

    [Fact]
    public void A_folder_with_a_mistake_ends_with_1_and_the_file_and_line()
    {
        var file = Path.Combine(_folder, "names.yaml");
        File.WriteAllText(file, "tones:\n  softer: Gentle\n  louder: Loud\n");
        var (code, output) = Run(_folder);
        Assert.Equal(1, code);
        Assert.StartsWith(file + ":3: one of the keys", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_ending_in_yml_is_pointed_out()
    {
        File.WriteAllText(Path.Combine(_folder, "names.yml"), "a: b");
        Assert.Contains("names.yml:1: the ending .yaml", Run(_folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_mistake() =>
        Assert.Equal(1, Run(Path.Combine(_folder, "nowhere")).Code);

    [Fact]
    public void An_empty_folder_leaves_the_built_in_playbook() =>
        Assert.Equal(0, Run(_folder).Code);

    private static (int Code, string Output) Run(string? folder)
    {
        using var output = new StringWriter();
        return (PlaybookCheck.Run(folder, output), output.ToString());
    }
}
