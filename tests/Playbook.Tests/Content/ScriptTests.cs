using System.Text.RegularExpressions;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Guidance;

namespace ClientBot.Playbook.Tests.Content;

public sealed class ScriptTests
{
    [Fact]
    public void Every_line_reads_well_with_every_subset_of_slots()
    {
        var bad = new List<string>();
        foreach (var script in Books.AllScripts(Books.BuiltIn))
        {
            for (var bits = 0; bits < 32; bits++)
            {
                var line = script.Render(Filled(bits));
                if (Regex.IsMatch(line, @"[{}\[\]|]|  |\s[,.;:!?]|[.!?]\s+[a-z]|[,;:][.,;:!?]|\.\.|^\s|\s$") || !char.IsUpper(line[0])) bad.Add(line);
            }
        }

        Assert.Empty(bad);
    }

    [Fact]
    public void A_filled_slot_is_in_the_line_and_an_empty_one_is_left_out()
    {
        var line = Line("This is about[[ {issue}| it]].");
        Assert.Equal("This is about the roof.", line(new Slots { Issue = "the roof" }));
        Assert.Equal("This is about it.", line(Slots.None));
        Assert.Equal("This is about it.", line(new Slots { Issue = "  " }));
    }

    [Fact]
    public void A_line_starts_with_a_capital_whatever_is_left_out() =>
        Assert.Equal("It's with the right person.", Line("[[{client}, it's|it's]] with the right person.")(Slots.None));

    [Fact]
    public void A_slot_that_ends_with_a_stop_ends_the_sentence_once() =>
        Assert.Equal("You'll hear from me by 3 p.m.", Line("You'll hear from me [[by {date}|today]].")(new Slots { Date = "3 p.m." }));

    [Fact]
    public void What_fills_a_slot_is_one_line_of_bounded_length_and_never_a_slot_itself()
    {
        var line = Line("About[[ {issue}| it]].");
        Assert.Equal("About the {me} roof.", line(new Slots { Issue = "the\n {me}\t roof" }));
        Assert.True(line(new Slots { Issue = new string('x', 5000) }).Length < 200);
    }

    [Fact]
    public void The_id_follows_the_words_and_not_what_fills_them()
    {
        var edition = Books.BuiltIn;
        var scripts = edition.Plays.SelectMany(p => Books.Lines(p.Say)).ToList();
        Assert.Equal(scripts.Count, scripts.Select(s => s.Id).Distinct().Count());
        Assert.Equal(scripts[0].Id, Books.Standing().Play(edition.Plays[0].Id)!.Say.Steady[0].Id);
    }

    private static Func<Slots, string> Line(string template)
    {
        var file = Books.File("waiting.yaml", $"taken:\n  - \"{template} Today.\"\n  - \"The other line comes tomorrow.\"\n");
        var guide = new Guide(Books.Standing(file));
        return slots => guide.WhileWaiting(Waiting.Taken, slots, []).Text.Replace(" Today.", "", StringComparison.Ordinal);
    }

    private static Slots Filled(int bits) => new()
    {
        Client = (bits & 1) > 0 ? "Ms Okoro" : null, Issue = (bits & 2) > 0 ? "the login page" : null, Date = (bits & 4) > 0 ? "3 today" : null,
        Offer = (bits & 8) > 0 ? "half the fee back" : null, Me = (bits & 16) > 0 ? "Jo" : null,
    };
}
