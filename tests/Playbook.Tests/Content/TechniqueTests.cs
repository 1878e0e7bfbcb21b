using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Tests.Content;

public sealed class TechniqueTests
{
    /// <summary>How many lines each source document teaches.</summary>
    [Theory]
    [InlineData("000_b7a120b9aef97dfb", 19)]
    [InlineData("001_856b3dbb359809e9", 10)]
    [InlineData("002_40c4f46f8859c6b9", 17)]
    [InlineData("003_8feb35103836197b", 17)]
    [InlineData("004_2010cf23ed63c505", 15)]
    public void Every_line_of_every_document_is_there(string document, int lines)
    {
        var said = Books.BuiltIn.Techniques.SelectMany(t => t.Lines).Where(l => l.Document == document).Select(l => l.Says).ToList();
        Assert.Equal(lines, said.Count);
        Assert.Equal(lines, said.Distinct().Count());
    }

    [Fact]
    public void No_line_comes_from_an_unknown_document() =>
        Assert.Equal(78, Books.BuiltIn.Techniques.Sum(t => t.Lines.Count));

    [Fact]
    public void Every_technique_that_a_play_lists_exists_and_every_play_carries_twenty_or_more()
    {
        var ids = Books.BuiltIn.Techniques.Select(t => t.Id).ToHashSet();
        Assert.All(Books.BuiltIn.Plays, play =>
        {
            Assert.Subset(ids, play.Techniques.ToHashSet());
            Assert.Equal(play.Techniques.Count, play.Techniques.Distinct().Count());
            Assert.True(play.Techniques.Count >= 20, play.Id);
        });
    }

    [Fact]
    public void Every_technique_has_a_carrier() => Assert.All(Books.BuiltIn.Techniques, t => Assert.NotEmpty(t.Carriers));
}
