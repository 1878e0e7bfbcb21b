using ClientBot.Features.Escalation;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>From the first person asked to the end.</summary>
public sealed class CourseTests : CourseStory
{
    [Fact]
    public void An_unanswered_one_walks_the_chain_and_says_so_at_the_end()
    {
        Begin();
        Assert.Equal("maria", Pinged());

        After(5);
        Assert.Equal("ben", Pinged());
        After(5);

        Assert.Equal(HelpState.Exhausted, Request.State);
        Assert.Null(Request.DueAt);
        Assert.Equal(["Raised", "Asked maria", "NotAnswered maria", "Asked ben", "NotAnswered ben", "Exhausted"], Told());
    }

    [Fact]
    public void It_is_repeated_as_often_as_thePolicy_says()
    {
        Policy = Chain("maria") with { Repeats = 2 };
        Begin();
        After(5);
        After(5);
        Assert.Equal(HelpState.Asking, Request.State);
        After(5);
        Assert.Equal(HelpState.Exhausted, Request.State);
        Assert.Equal(3, History.Count(h => h.Kind == HelpEventKind.Asked));
    }

    [Fact]
    public void Nothing_happens_before_its_time()
    {
        Begin();
        Now += (5 * Minute) - 1;
        Move(c => c.OnTime());
        Assert.Equal(["Raised", "Asked maria"], Told());
    }

    [Fact]
    public void Whoever_takes_it_stops_the_chain_and_is_reminded()
    {
        Policy = Policy with { RemindAfter = TimeSpan.FromMinutes(30) };
        Begin();
        Assert.True(Move(c => c.Take("maria")));
        After(29);
        Assert.Equal("", Pinged());
        After(1);
        Assert.Equal("maria", Pinged());
        Assert.Equal(HelpState.Taken, Request.State);
        Assert.Equal(Now + (30 * Minute), Request.DueAt);
    }

    [Fact]
    public void What_is_done_about_it_pushes_the_reminder_back()
    {
        Policy = Policy with { RemindAfter = TimeSpan.FromMinutes(30) };
        Begin();
        Move(c => c.Take("maria"));
        Now += 20 * Minute;
        Move(c => c.Take("maria", HelpEventKind.Joined));
        After(10);
        Assert.Equal("", Pinged());
        After(20);
        Assert.Equal("maria", Pinged());
    }

    [Fact]
    public void Only_one_has_it()
    {
        Begin();
        Assert.True(Move(c => c.Take("maria")));
        Assert.False(Move(c => c.Take("ben")));
        Assert.Equal("maria", Request.OwnerId);
    }

    [Fact]
    public void Who_cannot_be_reached_is_passed_over_at_once()
    {
        Begin();
        Move(c => c.Unreachable("maria"));
        Assert.Equal("ben", Pinged());
        Move(c => c.Unreachable("ben"));
        Assert.Equal(HelpState.Exhausted, Request.State);
    }

    [Fact]
    public void Who_cannotNow_lets_the_next_one_be_asked_and_is_not_asked_again()
    {
        Policy = Chain("maria", "ben") with { Repeats = 1 };
        Begin();
        Move(c => c.CannotNow("maria"));
        Assert.Equal("ben", Pinged());
        After(5);
        Assert.Equal("ben", Pinged());
        Assert.Single(History, h => h is { Kind: HelpEventKind.Asked, PersonId: "maria" });
    }

    [Fact]
    public void Who_gives_it_back_is_followed_by_the_next()
    {
        Begin();
        Move(c => c.Take("maria"));
        Move(c => c.CannotNow("maria"));
        Assert.Equal(HelpState.Asking, Request.State);
        Assert.Null(Request.OwnerId);
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Two_of_one_step_are_asked_together_and_one_refusal_leaves_the_other()
    {
        Policy = new Policy { Steps = [new PolicyStep(["maria", "ben"], TimeSpan.FromMinutes(5)), new PolicyStep(["chloe"], TimeSpan.FromMinutes(5))] };
        Begin();
        Assert.Equal("ben maria", Pinged());
        Move(c => c.CannotNow("ben"));
        Assert.Equal("", Pinged());
        Move(c => c.CannotNow("maria"));
        Assert.Equal("chloe", Pinged());
    }

    [Fact]
    public void Off_duty_means_the_next_step_at_once()
    {
        Zone("maria", "Asia/Tokyo");
        Policy = Policy with { Hours = NineToFive };
        Begin();
        Assert.Equal("ben", Pinged());
        Assert.Contains("NobodyOnDuty maria", Told());
    }

    [Fact]
    public void Or_it_is_held_until_somebody_is_on_duty()
    {
        Now += 9 * 60 * Minute; // 18:00
        Policy = Policy with { Hours = NineToFive, WhenOffDuty = OffDuty.Hold };
        Begin();
        Assert.Equal(HelpState.Waiting, Request.State);
        Assert.Equal(15 * 60 * Minute, Request.DueAt - Now);
        After(15 * 60);
        Assert.Equal("maria", Pinged());
    }

    [Fact]
    public void A_deputy_stands_in_for_who_is_away()
    {
        People["maria"] = People["maria"] with { AwayUntil = Now + Minute, DeputyId = "chloe" };
        Begin();
        Assert.Equal("chloe", Pinged());
    }

    [Fact]
    public void Who_is_away_without_a_deputy_is_passed_over()
    {
        People["maria"] = People["maria"] with { AwayUntil = Now + Minute };
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void A_deputy_who_is_away_too_is_not_asked()
    {
        People["maria"] = People["maria"] with { AwayUntil = Now + Minute, DeputyId = "chloe" };
        People["chloe"] = People["chloe"] with { AwayUntil = Now + Minute, DeputyId = "maria" };
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Steps_that_came_due_while_nobody_looked_are_one_step_and_not_all_at_once()
    {
        Policy = Chain("maria", "ben", "chloe");
        Begin();
        After(600);
        Assert.Equal("ben", Pinged());
        Assert.Equal(Now + (5 * Minute), Request.DueAt);
    }

    [Fact]
    public void The_asker_is_never_asked()
    {
        Policy = Chain("alex", "ben");
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void When_it_can_wait_only_the_first_step_is_asked()
    {
        Policy = Chain("maria", "ben") with { Repeats = 2, AtTheEnd = ["chloe"] };
        Begin(urgent: false);
        After(5);
        Assert.Equal(HelpState.Exhausted, Request.State);
        Move(c => c.MakeUrgent());
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Those_at_the_end_hear_of_it_and_can_take_it()
    {
        Policy = Chain("maria") with { AtTheEnd = ["chloe"] };
        Begin();
        After(5);
        Assert.Equal("chloe", Pinged());
        Assert.Equal(HelpState.Exhausted, Request.State);
        Assert.True(Move(c => c.Take("chloe")));
        Assert.Equal(HelpState.Taken, Request.State);
    }

    [Fact]
    public void Handed_to_somebody_it_waits_for_them_and_goes_on()
    {
        Begin();
        Move(c => c.Take("maria"));
        Move(c => c.HandOver("maria", "chloe"));
        Assert.Equal("chloe", Pinged());
        Assert.Null(Request.OwnerId);
        After(5);
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        Begin();
        Move(c => c.CallOff());
        Move(c => c.Resolve("maria"));
        Move(c => c.HandOver("maria", "ben"));
        Move(c => c.Unreachable("maria"));
        Assert.False(Move(c => c.Take("maria")));
        Assert.Equal(HelpState.CalledOff, Request.State);
        Assert.Null(Request.DueAt);
    }

    [Fact]
    public void Asked_again_it_begins_anew()
    {
        Begin();
        After(5);
        After(5);
        Move(c => c.Again());
        Assert.Equal("maria", Pinged());
        Assert.Equal(HelpState.Asking, Request.State);
    }

    [Fact]
    public void The_undo_ends_by_itself()
    {
        Begin(undo: 10_000);
        Assert.Equal(10_000, Request.DueAt - Now);
        Now += 10_000;
        Move(c => c.OnTime());
        Assert.Null(Request.UndoUntil);
        Assert.Equal(HelpState.Asking, Request.State);
        Assert.Equal((5 * Minute) - 10_000, Request.DueAt - Now);
    }
}
