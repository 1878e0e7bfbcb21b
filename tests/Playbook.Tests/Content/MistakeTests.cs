using ClientBot.Playbook.Content;

namespace ClientBot.Playbook.Tests.Content;

public sealed class MistakeTests
{
    /// <summary>What stands in the play, what somebody made of it, how many lines below it is noticed, and what the mistake says.</summary>
    public static TheoryData<string, string, int, string> Broken() => new()
    {
        { "title: Something went badly for them", "tittle: Something", 0, "not \"tittle\"" },
        { "title: Something went badly for them", "", 0, "title: text (it is missing)" },
        { "title: Something went badly for them", "title: [a, b]", 0, "title: text" },
        { "title: Something went badly for them", "title: a\ntitle: b", 1, "well-formed YAML" },
        { "title: Something went badly for them", "title: \"open", 0, "well-formed YAML" },
        { "situation: angry", "situation: furious", 0, "situation: one of angry, wrong, unrealistic, abusive, calm" },
        { "id: angry.went-wrong", "id: wrong.went", 0, "id: angry. and a name" },
        { "  default: true", "  default: true\n  flags: [churn]", 1, "not \"churn\"" },
        { "  default: true", "  default: perhaps", 0, "true or false" },
        { "  default: true", "  default: true\n  intensity: 2-7", 1, "intensity: a range" },
        { "  default: true", "  default: true\n  round: soon", 1, "round: a range" },
        { "  default: true", "  default: true\n  fact: perhaps", 1, "fact: one of ours, theirs, both, unknown" },
        { "    - not good enough", "    - \"not good -enough\"", 0, "words: letters" },
        { "  theirs: Theirs", "", -2, "theirs: text" },
        { "options: [escalate, call, mediator]", "options: [shout]", 0, "not \"shout\"" },
        { "    needs_approval_over: 50", "    needs_approval_over: fifty", 0, "an amount" },
        { "  - empathise-first", "  - tickle-them", 0, "\"tickle-them\" is none" },
        { "  legal_threat:", "  illegal_threat:", 1, "not \"illegal_threat\"" },
        { "validate: \"It makes sense", "validate: \"It makes {sense}", 0, "a slot inside [[ ]]" },
        { "validate: \"It makes sense", "validate: \"It makes[[ {sense}]]", 0, "one of the slots {client}, {issue}, {date}, {offer}, {me}" },
        { "validate: \"It makes sense", "validate: \"It makes [[{issue}", 0, "]] to close [[" },
        { "validate: \"It makes sense", "validate: \"It makes [[no]] sense", 0, "a slot inside [[ ]]" },
        { "validate: \"It makes sense", "validate: \"It makes [[{issue}]] sense", 0, "reads well with any slots left out" },
        { "validate: \"It makes sense", "validate: \"Per our policy it makes sense", 0, "forbidden \"per our policy\"" },
        { "validate: \"It makes sense", "validate: \"I promise, it makes sense", 0, "nothing promised" },
        { "validate: \"It makes sense", "validate: \"We guarantee it makes sense", 0, "nothing promised" },
        { "validate: \"It makes sense", "validate: \"I'm sorry, it makes sense", 0, "no admission or apology" },
        { "    - \"I'd be upset too.", "    - \"It was our mistake.", 0, "no admission or apology" },
        { "        - \"I've written that down,", "        - \"We got this wrong. I've written that down,", 0, "no admission or apology" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Each_mistake_names_its_line_and_what_was_expected(string there, string broken, int below, string expected)
    {
        var text = Books.Text(Books.WentWrong);
        Assert.Contains(there, text, StringComparison.Ordinal);
        var line = text[..text.IndexOf(there, StringComparison.Ordinal)].Count(c => c == '\n') + 1 + below;
        if (broken.Length == 0 && below == 0) line = 1;

        var mistakes = Books.MistakesOf(Books.File(Books.WentWrong, Replace(text, there, broken)));

        Assert.Contains(mistakes, m => m.File == "theirs/" + Books.WentWrong && m.Line == line && m.Expected.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_reads_as_file_line_and_expectation() =>
        Assert.Equal("plays/a.yaml:3: title: text", new Mistake("plays/a.yaml", 3, 7, "title: text").ToString());

    [Fact]
    public void An_empty_file_is_a_mistake()
    {
        var mistake = Assert.Single(Books.MistakesOf(Books.File("names.yaml", "")));
        Assert.Contains("one document", mistake.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_name_is_a_mistake() =>
        Assert.Contains("plays/SITUATION/NAME.yaml", Assert.Single(Books.MistakesOf(Books.File("notes.yaml", "a: b"))).Expected, StringComparison.Ordinal);

    [Fact]
    public void The_same_id_twice_in_one_folder_names_the_first_place()
    {
        var text = Books.Text(Books.WentWrong);
        var mistakes = Books.MistakesOf(Books.File(Books.WentWrong, text), Books.File("plays/angry/copy.yaml", text));
        Assert.Contains(mistakes, m => m.File == "theirs/plays/angry/copy.yaml" && m.Line == 1 && m.Expected.Contains("went-wrong.yaml:1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_play_in_the_wrong_folder_is_a_mistake() =>
        Assert.Contains(Books.MistakesOf(Books.File("plays/calm/went-wrong.yaml", Books.Text(Books.WentWrong))),
            m => m.Expected.Contains("plays/angry", StringComparison.Ordinal));

    [Fact]
    public void One_offer_alone_is_a_mistake()
    {
        var text = Books.Text(Books.WentWrong);
        var from = text.IndexOf("  - offer: \"A stopgap", StringComparison.Ordinal);
        var to = text.IndexOf("plan:", StringComparison.Ordinal);
        var mistakes = Books.MistakesOf(Books.File(Books.WentWrong, text.Remove(from, to - from)));
        Assert.Contains(mistakes, m => m.Expected.StartsWith("offers: 2 or more, not 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Questions_that_are_all_closed_are_a_mistake()
    {
        var text = Cut(Books.Text(Books.WentWrong), "ask:", "offers:", "ask:\n  - \"Is it broken?\"\n  - \"Did you press it?\"\n");
        Assert.Contains(Books.MistakesOf(Books.File(Books.WentWrong, text)), m => m.Expected.StartsWith("ask: at least one open question", StringComparison.Ordinal));
    }

    [Fact]
    public void A_spoken_line_longer_than_two_breaths_is_a_mistake()
    {
        var text = Replace(Books.Text(Books.WentWrong), "    - \"Tell me everything,", "    - \"" + string.Concat(Enumerable.Repeat("and so on ", 14)) + "tell me today,");
        Assert.Contains(Books.MistakesOf(Books.File(Books.WentWrong, text)), m => m.Expected.Contains("at most 45 words in a spoken line", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_without_a_time_is_a_mistake()
    {
        var text = Replace(Books.Text(Books.WentWrong), "Then I'll look into it and ring you back [[by {date}|by the end of today]].", "Then I'll look into it.");
        Assert.Contains(Books.MistakesOf(Books.File(Books.WentWrong, text)), m => m.Expected.Contains("a next step with a time", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_stands_elsewhere_too_is_a_mistake()
    {
        var line = Books.BuiltIn.Waiting[Waiting.Taken][0].Template;
        var mistakes = Books.MistakesOf(Books.File("waiting.yaml", $"taken: [\"{line}\", \"{line}\"]"));
        Assert.Contains(mistakes, m => m.Expected.Contains("said only once", StringComparison.Ordinal));
    }

    [Fact]
    public void An_example_that_chooses_another_play_is_a_mistake()
    {
        var text = Replace(Books.Text(Books.WentWrong), "  - \"I am so angry I can hardly type.\"", "  - \"Third time this month, and the same problem keeps happening\"");
        Assert.Contains(Books.MistakesOf(Books.File(Books.WentWrong, text)), m => m.Expected.StartsWith("an example that chooses angry.went-wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void A_technique_without_a_carrier_is_a_mistake()
    {
        const string text = "techniques:\n  - id: tickle\n    title: Tickle\n    carriers: [\"field:say\", \"feature:tickling\"]\n    lines: [{document: x, says: y}]\n";
        var mistakes = Books.MistakesOf(Books.File("techniques.yaml", text));
        Assert.Equal(2, mistakes.Count(m => m.Line == 2 && m.Expected.Contains("a carrier that exists", StringComparison.Ordinal)));
    }

    private static string Cut(string text, string from, string to, string instead)
    {
        var start = text.IndexOf("\n" + from, StringComparison.Ordinal) + 1;
        var end = text.IndexOf("\n" + to, StringComparison.Ordinal) + 1;
        return text[..start] + instead + text[end..];
    }

    private static string Replace(string text, string there, string instead)
    {
        var at = text.IndexOf(there, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the test looks for \"{there}\"");
        return text[..at] + instead + text[(at + there.Length)..];
    }
}
