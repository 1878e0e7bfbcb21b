using ClientBot.Features.Escalation;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>What follows when somebody has it: reminded, answered, given back, gone.</summary>
public sealed class OwnerCourseTests : CourseStory
{
    [Fact]
    public void Given_back_it_goes_at_once_to_the_others_of_the_step()
    {
        Policy = Together("maria", "ben");
        Begin();
        Move(c => c.Take("maria"));
        Now += Minute;
        Move(c => c.CannotNow("maria"));

        Assert.Equal("ben", Pinged());
        Assert.Equal(HelpState.Asking, Request.State);
        Assert.Equal(Now + (5 * Minute), Request.DueAt);
    }

    [Fact]
    public void Who_has_it_and_can_no_longer_be_reached_has_it_no_longer()
    {
        Begin();
        Move(c => c.Take("maria"));
        Move(c => c.Unreachable("maria"));

        Assert.Equal("ben", Pinged());
        Assert.Null(Request.OwnerId);
        Assert.Contains("Unreachable maria", Told());
    }

    [Fact]
    public void Who_has_it_and_went_away_is_not_reminded_and_the_deputy_is_asked()
    {
        Begin();
        Move(c => c.Take("maria"));
        People["maria"] = People["maria"] with { AwayUntil = Now + (24 * 60 * Minute), DeputyId = "chloe" };
        After(60);

        Assert.Equal("chloe", Pinged());
        Assert.Equal(HelpState.Asking, Request.State);
        Assert.DoesNotContain("Reminded maria", Told());
    }

    [Fact]
    public void Each_reminder_waits_longer_than_the_one_before()
    {
        Policy = Policy with { RemindAfter = TimeSpan.FromMinutes(5) };
        Begin();
        Move(c => c.Take("maria"));
        for (var i = 0; i < 24 * 60; i++) After(1);

        Assert.InRange(History.Count(h => h.Kind == HelpEventKind.Reminded), 2, 9);
        Assert.Equal(HelpState.Taken, Request.State);
    }

    [Fact]
    public void Nobody_is_reminded_outside_their_working_hours()
    {
        Policy = Policy with { Hours = NineToFive, RemindAfter = TimeSpan.FromHours(10) };
        Begin();
        Move(c => c.Take("maria"));
        After(10 * 60);
        Assert.Equal("", Pinged());
        Assert.Equal(Now + (14 * 60 * Minute), Request.DueAt);
        After(14 * 60);
        Assert.Equal("maria", Pinged());
    }

    [Theory]
    [InlineData(HelpEventKind.Answered)]
    [InlineData(HelpEventKind.Approved)]
    [InlineData(HelpEventKind.Declined)]
    public void Who_gave_what_was_asked_for_is_reminded_only_when_the_asker_adds_something(HelpEventKind how)
    {
        Begin();
        Move(c => c.Take("maria", how));
        Assert.Null(Request.DueAt);
        Move(c => c.Nudge());
        Assert.Equal("maria", Pinged());
        Assert.NotNull(Request.DueAt);
    }

    [Fact]
    public void Somebody_who_was_not_asked_takes_it_and_gets_a_card()
    {
        Begin();
        After(5);
        After(5);
        Assert.Equal(HelpState.Exhausted, Request.State);
        Assert.True(Move(c => c.Take("chloe")));
        Assert.Equal("chloe", Pinged());
        After(60);
        Assert.Equal("chloe", Pinged());
        Assert.Contains("Reminded chloe", Told());
    }

    [Fact]
    public void Asked_again_after_the_end_those_who_only_heard_of_it_hold_nobody_up()
    {
        Policy = Chain("maria", "ben") with { AtTheEnd = ["chloe"] };
        Begin();
        After(5);
        After(5);
        Move(c => c.Again());
        Move(c => c.CannotNow("maria"));
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Somebody_named_on_purpose_is_asked_although_they_could_not_before()
    {
        Begin();
        Move(c => c.CannotNow("maria"));
        Move(c => c.AskAlso("maria"));
        Assert.Equal("maria", Pinged());
    }

    [Fact]
    public void Absence_is_not_waited_for_only_working_hours_are()
    {
        People["maria"] = People["maria"] with { AwayUntil = Now + (14 * 24 * 60 * Minute) };
        Policy = Policy with { Hours = NineToFive, WhenOffDuty = OffDuty.Hold };
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Who_was_named_is_asked_at_any_hour_and_those_behind_them_in_theirs()
    {
        Now += 12 * 60 * Minute; // 21:00
        Policy = new Policy { Steps = [new PolicyStep(["chloe"], TimeSpan.FromMinutes(5)) { AtAnyHour = true }, .. Chain("maria").Steps], Hours = NineToFive };
        Begin();
        Assert.Equal("chloe", Pinged());
        After(5);
        Assert.Equal(HelpState.Exhausted, Request.State);
        Assert.Contains("NobodyOnDuty maria", Told());
    }

    private static Policy Together(params string[] people) =>
        new() { Steps = [new PolicyStep(people, TimeSpan.FromMinutes(5)), new PolicyStep(["chloe"], TimeSpan.FromMinutes(5))] };
}
