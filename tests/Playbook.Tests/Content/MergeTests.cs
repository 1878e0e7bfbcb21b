using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Tests.Content;

public sealed class MergeTests
{
    [Fact]
    public void A_play_of_theirs_replaces_the_built_in_one_with_the_same_id()
    {
        var text = Books.Text(Books.WentWrong).Replace("title: Something went badly for them", "title: Ours now", StringComparison.Ordinal);
        var edition = Books.Standing(Books.File("plays/angry/any-name.yaml", text));
        Assert.Equal("Ours now", edition.Play("angry.went-wrong")!.Title);
        Assert.Equal(Books.BuiltIn.Plays.Count, edition.Plays.Count);
    }

    [Fact]
    public void A_play_with_a_new_id_comes_on_top()
    {
        var text = Fresh(Books.Text("plays/calm/warm-thanks.yaml")).Replace("id: calm.warm-thanks", "id: calm.birthday", StringComparison.Ordinal);
        Assert.NotNull(Books.Standing(Books.File("plays/calm/birthday.yaml", text)).Play("calm.birthday"));
    }

    [Fact]
    public void A_play_can_be_turned_off() =>
        Assert.Null(Books.Standing(Books.File("plays/calm/off.yaml", "id: calm.warm-thanks\noff: true\n")).Play("calm.warm-thanks"));

    [Fact]
    public void Turning_off_what_is_not_there_is_a_mistake() =>
        Assert.Contains("a play that there is", Assert.Single(Books.MistakesOf(Books.File("plays/calm/off.yaml", "id: calm.nothing\noff: true\n"))).Expected, StringComparison.Ordinal);

    [Fact]
    public void Names_are_replaced_one_by_one()
    {
        var names = Books.Standing(Books.File("names.yaml", "situations: {wrong: Sees it differently}\n")).Names;
        Assert.Equal("Sees it differently", names.Of(Situation.Wrong));
        Assert.Equal("Angry", names.Of(Situation.Angry));
    }

    [Fact]
    public void Crisis_contacts_of_theirs_come_first_and_are_no_defaults()
    {
        var crisis = Books.Standing(Books.File("crisis.yaml", "contacts:\n  - {id: us-ca, where: Everyone, name: Our line, reach: call 5555}\n")).Crisis;
        Assert.Equal(new CrisisContact("us-ca", "Everyone", "Our line", "call 5555", false), crisis.Contacts[0]);
        Assert.Single(crisis.Contacts, c => c.Id == "us-ca");
        Assert.False(crisis.ContactsAreDefaults);
        Assert.True(Books.BuiltIn.Crisis.ContactsAreDefaults);
    }

    [Fact]
    public void A_forbidden_phrase_of_theirs_holds_for_the_built_in_lines_too()
    {
        var mistakes = Books.MistakesOf(Books.File("forbidden.yaml", "forbidden:\n  - {phrase: half an answer, why: our lawyers say so}\n"));
        Assert.Contains(mistakes, m => m.File.EndsWith("went-wrong.yaml", StringComparison.Ordinal) && m.Expected.Contains("our lawyers say so", StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_changes_with_the_words_and_only_with_them()
    {
        Assert.Equal(Books.BuiltIn.Version, Books.Standing().Version);
        Assert.NotEqual(Books.BuiltIn.Version, Books.Standing(Books.File("names.yaml", "tones: {softer: Gentler}\n")).Version);
        Assert.Matches("^[0-9a-f]{12}$", Books.BuiltIn.Version);
    }

    [Fact]
    public void A_play_of_theirs_may_take_over_a_built_in_example()
    {
        var text = Fresh(Books.Text(Books.WentWrong)).Replace("id: angry.went-wrong", "id: angry.a-new-one", StringComparison.Ordinal);
        Assert.NotNull(Books.Standing(Books.File("plays/angry/a-new-one.yaml", text)).Play("angry.a-new-one"));
    }

    /// <summary>The same play with no line that is said already.</summary>
    private static string Fresh(string text) => text.Replace("\"\n", " Yes, really.\"\n", StringComparison.Ordinal).Replace("\" }\n", " Yes.\" }\n", StringComparison.Ordinal);
}
