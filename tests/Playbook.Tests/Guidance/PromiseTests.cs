using System.Globalization;
using ClientBot.Playbook.Guidance;

namespace ClientBot.Playbook.Tests.Guidance;

public sealed class PromiseTests
{
    // A Wednesday.
    private const string Ten = "2026-11-18 10:00";

    [Theory]
    [InlineData("third time this invoice is wrong, fix it by 5pm or I call my lawyer", "by 5pm")]
    [InlineData("I need it before Friday", "before Friday")]
    [InlineData("sort it out in the next hour", "in the next hour")]
    [InlineData("I want an answer by end of day", "by end of day")]
    [InlineData("fix it by tomorrow morning or we're done", "by tomorrow morning")]
    [InlineData("I need this tonight", "tonight")]
    [InlineData("I expect a call today", "today")]
    [InlineData("by 5 or I'm gone", "by 5")]
    [InlineData("by 17:30 today, please", "by 17:30 today")]
    [InlineData("I want it done within 24 hours", "within 24 hours")]
    [InlineData("they want it by noon on Thursday", "by noon on Thursday")]
    [InlineData("by Monday 9am at the latest", "by Monday 9am")]
    [InlineData("must be with me by the end of the week", "by the end of the week")]
    [InlineData("before 9 tomorrow", "before 9 tomorrow")]
    public void What_the_client_demands_is_found(string text, string expected)
    {
        var found = DeadlineFinder.In(text);
        Assert.NotNull(found);
        Assert.Equal(expected, text.Substring(found.Start, found.Length));
    }

    [Theory]
    [InlineData("you said you'd be here by 5pm")]
    [InlineData("It was supposed to be done by Friday")]
    [InlineData("they promised it before noon")]
    [InlineData("Prices went up by 10 percent")]
    [InlineData("I was treated by 3 different people")]
    [InlineData("I came in today and the shop was shut")]
    [InlineData("See you tomorrow!")]
    [InlineData("we met on Monday")]
    [InlineData("Could you send me the slides from Tuesday, please?")]
    [InlineData("")]
    public void What_is_no_demand_is_not(string text) => Assert.Null(DeadlineFinder.In(text));

    [Theory]
    [InlineData("fix it by 5pm", Ten, "3pm")]
    [InlineData("fix it by 5", Ten, "3pm")]
    [InlineData("fix it by 5pm", "2026-11-18 16:40", "4:50pm")]
    [InlineData("fix it in the next hour", Ten, "10:30am")]
    [InlineData("I want it by end of day", Ten, "3:30pm")]
    [InlineData("I need it before Friday", Ten, null)]
    [InlineData("fix it by tomorrow morning", "2026-11-18 16:10", "9am tomorrow")]
    [InlineData("fix it by tomorrow morning", Ten, null)]
    [InlineData("fix it by noon", Ten, "11am")]
    [InlineData("fix it by 9am", Ten, null)]
    [InlineData("fix it", Ten, null)]
    [InlineData("fix it", "2026-11-18 16:00", "noon tomorrow")]
    [InlineData("fix it", "2026-11-20 16:00", "noon on Monday")]
    [InlineData("fix it by 5pm", null, "4:30pm")]
    [InlineData("fix it by Friday", null, null)]
    public void Word_is_promised_before_the_clients_time(string text, string? local, string? expected) =>
        Assert.Equal(expected, Promise.For(local is null ? null : DateTime.Parse(local, CultureInfo.InvariantCulture), DeadlineFinder.In(text)));

    [Fact]
    public void After_a_passed_promise_the_next_one_is_within_the_hour() =>
        Assert.Equal("11am", Promise.For(DateTime.Parse(Ten, CultureInfo.InvariantCulture), null, soon: true));
}
