using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Tests.Content;

public sealed class PlaybookDiffTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("playbook").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_playbook_has_no_difference_and_ends_with_0()
    {
        var (code, output, _) = Run(PlaybookDiff.BuiltInName, _folder);
        Assert.Equal(0, code);
        Assert.Empty(output);
    }

    [Fact]
    public void A_changed_title_shows_on_the_cards_of_its_examples_and_ends_with_1()
    {
        Write("plays/angry/went-wrong.yaml", Books.Text(Books.WentWrong).Replace("title: Something went badly for them", "title: Ours now", StringComparison.Ordinal));
        var (code, output, _) = Run(PlaybookDiff.BuiltInName, _folder);
        Assert.Equal(1, code);
        Assert.Contains("- title Something went badly for them", output, StringComparison.Ordinal);
        Assert.Contains("+ title Ours now", output, StringComparison.Ordinal);
        Assert.Contains("@ \"I am so angry I can hardly type.\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_turned_off_is_gone_and_its_examples_go_to_another()
    {
        Write("plays/angry/off.yaml", "id: angry.repeat-issue\noff: true\n");
        var (code, output, _) = Run(PlaybookDiff.BuiltInName, _folder);
        Assert.Equal(1, code);
        Assert.Contains("- play angry.repeat-issue", output, StringComparison.Ordinal);
        Assert.Contains("- play  angry.repeat-issue", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_example_shows_is_compared_too()
    {
        Write("crisis.yaml", "contacts:\n  - {id: ours, where: Everyone, name: Our line, reach: call 5555}\n");
        Assert.Contains("+ crisis contact Everyone: Our line: call 5555", Run(PlaybookDiff.BuiltInName, _folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_the_organisations_own_shows_on_the_offers()
    {
        Write("approvals.yaml", "over: 20\ncurrency: £\n");
        Assert.Contains("a yes over £20", Run(PlaybookDiff.BuiltInName, _folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_a_mistake_ends_with_2_and_says_where()
    {
        Write("names.yaml", "tones: {louder: Loud}\n");
        var (code, output, errors) = Run(PlaybookDiff.BuiltInName, _folder);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("names.yaml:1", errors, StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static (int Code, string Output, string Errors) Run(string before, string after)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (PlaybookDiff.Run(before, after, output, errors), output.ToString(), errors.ToString());
    }
}
