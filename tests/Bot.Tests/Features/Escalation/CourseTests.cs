using ClientBot.Features.Escalation;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>The machine alone: what follows from what, with no database and no cards.</summary>
public sealed class CourseTests
{
    private const long Minute = 60_000;
    private long _now = 1_772_442_000_000; // Monday 2 March 2026, 09:00 UTC
    private readonly List<AskedPerson> _asked = [];
    private readonly List<Happening> _history = [];
    private readonly Dictionary<string, Colleague> _people = new[] { "maria", "ben", "chloe", "alex" }.ToDictionary(p => p, p => new Colleague(p, TimeZoneInfo.Utc));
    private HelpRequest _request = null!;
    private Policy _policy = Chain("maria", "ben");

    [Fact]
    public void An_unanswered_one_walks_the_chain_and_says_so_at_the_end()
    {
        Begin();
        Assert.Equal("maria", Pinged());

        After(5);
        Assert.Equal("ben", Pinged());
        After(5);

        Assert.Equal(HelpState.Exhausted, _request.State);
        Assert.Null(_request.DueAt);
        Assert.Equal(["Raised", "Asked maria", "NotAnswered maria", "Asked ben", "NotAnswered ben", "Exhausted"], Told());
    }

    [Fact]
    public void It_is_repeated_as_often_as_the_policy_says()
    {
        _policy = Chain("maria") with { Repeats = 2 };
        Begin();
        After(5);
        After(5);
        Assert.Equal(HelpState.Asking, _request.State);
        After(5);
        Assert.Equal(HelpState.Exhausted, _request.State);
        Assert.Equal(3, _history.Count(h => h.Kind == HelpEventKind.Asked));
    }

    [Fact]
    public void Nothing_happens_before_its_time()
    {
        Begin();
        _now += (5 * Minute) - 1;
        Move(c => c.OnTime());
        Assert.Equal(["Raised", "Asked maria"], Told());
    }

    [Fact]
    public void Whoever_takes_it_stops_the_chain_and_is_reminded()
    {
        _policy = _policy with { RemindAfter = TimeSpan.FromMinutes(30) };
        Begin();
        Assert.True(Move(c => c.Take("maria")));
        After(29);
        Assert.Equal("", Pinged());
        After(1);
        Assert.Equal("maria", Pinged());
        Assert.Equal(HelpState.Taken, _request.State);
        Assert.Equal(_now + (30 * Minute), _request.DueAt);
    }

    [Fact]
    public void What_is_done_about_it_pushes_the_reminder_back()
    {
        _policy = _policy with { RemindAfter = TimeSpan.FromMinutes(30) };
        Begin();
        Move(c => c.Take("maria"));
        _now += 20 * Minute;
        Move(c => c.Take("maria", HelpEventKind.Answered));
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
        Assert.Equal("maria", _request.OwnerId);
    }

    [Fact]
    public void Who_cannot_be_reached_is_passed_over_at_once()
    {
        Begin();
        Move(c => c.Unreachable("maria"));
        Assert.Equal("ben", Pinged());
        Move(c => c.Unreachable("ben"));
        Assert.Equal(HelpState.Exhausted, _request.State);
    }

    [Fact]
    public void Who_cannot_now_lets_the_next_one_be_asked_and_is_not_asked_again()
    {
        _policy = Chain("maria", "ben") with { Repeats = 1 };
        Begin();
        Move(c => c.CannotNow("maria"));
        Assert.Equal("ben", Pinged());
        After(5);
        Assert.Equal("ben", Pinged());
        Assert.Single(_history, h => h is { Kind: HelpEventKind.Asked, PersonId: "maria" });
    }

    [Fact]
    public void Who_gives_it_back_is_followed_by_the_next()
    {
        Begin();
        Move(c => c.Take("maria"));
        Move(c => c.CannotNow("maria"));
        Assert.Equal(HelpState.Asking, _request.State);
        Assert.Null(_request.OwnerId);
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Two_of_one_step_are_asked_together_and_one_refusal_leaves_the_other()
    {
        _policy = new Policy { Steps = [new PolicyStep(["maria", "ben"], TimeSpan.FromMinutes(5)), new PolicyStep(["chloe"], TimeSpan.FromMinutes(5))] };
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
        _policy = _policy with { Hours = NineToFive };
        Begin();
        Assert.Equal("ben", Pinged());
        Assert.Contains("NobodyOnDuty maria", Told());
    }

    [Fact]
    public void Or_it_is_held_until_somebody_is_on_duty()
    {
        _now += 9 * 60 * Minute; // 18:00
        _policy = _policy with { Hours = NineToFive, WhenOffDuty = OffDuty.Hold };
        Begin();
        Assert.Equal(HelpState.Waiting, _request.State);
        Assert.Equal(15 * 60 * Minute, _request.DueAt - _now);
        After(15 * 60);
        Assert.Equal("maria", Pinged());
    }

    [Fact]
    public void A_deputy_stands_in_for_who_is_away()
    {
        _people["maria"] = _people["maria"] with { AwayUntil = _now + Minute, DeputyId = "chloe" };
        Begin();
        Assert.Equal("chloe", Pinged());
    }

    [Fact]
    public void Who_is_away_without_a_deputy_is_passed_over()
    {
        _people["maria"] = _people["maria"] with { AwayUntil = _now + Minute };
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void A_deputy_who_is_away_too_is_not_asked()
    {
        _people["maria"] = _people["maria"] with { AwayUntil = _now + Minute, DeputyId = "chloe" };
        _people["chloe"] = _people["chloe"] with { AwayUntil = _now + Minute, DeputyId = "maria" };
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Steps_that_came_due_while_nobody_looked_are_one_step_and_not_all_at_once()
    {
        _policy = Chain("maria", "ben", "chloe");
        Begin();
        After(600);
        Assert.Equal("ben", Pinged());
        Assert.Equal(_now + (5 * Minute), _request.DueAt);
    }

    [Fact]
    public void The_asker_is_never_asked()
    {
        _policy = Chain("alex", "ben");
        Begin();
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void When_it_can_wait_only_the_first_step_is_asked()
    {
        _policy = Chain("maria", "ben") with { Repeats = 2, AtTheEnd = ["chloe"] };
        Begin(urgent: false);
        After(5);
        Assert.Equal(HelpState.Exhausted, _request.State);
        Move(c => c.MakeUrgent());
        Assert.Equal("ben", Pinged());
    }

    [Fact]
    public void Those_at_the_end_hear_of_it_and_can_take_it()
    {
        _policy = Chain("maria") with { AtTheEnd = ["chloe"] };
        Begin();
        After(5);
        Assert.Equal("chloe", Pinged());
        Assert.Equal(HelpState.Exhausted, _request.State);
        Assert.True(Move(c => c.Take("chloe")));
        Assert.Equal(HelpState.Taken, _request.State);
    }

    [Fact]
    public void Handed_to_somebody_it_waits_for_them_and_goes_on()
    {
        Begin();
        Move(c => c.Take("maria"));
        Move(c => c.HandOver("maria", "chloe"));
        Assert.Equal("chloe", Pinged());
        Assert.Null(_request.OwnerId);
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
        Assert.Equal(HelpState.CalledOff, _request.State);
        Assert.Null(_request.DueAt);
    }

    [Fact]
    public void Asked_again_it_begins_anew()
    {
        Begin();
        After(5);
        After(5);
        Move(c => c.Again());
        Assert.Equal("maria", Pinged());
        Assert.Equal(HelpState.Asking, _request.State);
    }

    [Fact]
    public void The_undo_ends_by_itself()
    {
        Begin(undo: 10_000);
        Assert.Equal(10_000, _request.DueAt - _now);
        _now += 10_000;
        Move(c => c.OnTime());
        Assert.Null(_request.UndoUntil);
        Assert.Equal(HelpState.Asking, _request.State);
        Assert.Equal((5 * Minute) - 10_000, _request.DueAt - _now);
    }

    private static WorkingHours NineToFive => new([.. Enum.GetValues<DayOfWeek>()], new TimeOnly(9, 0), new TimeOnly(17, 0));

    private HashSet<string> _pinged = [];

    private static Policy Chain(params string[] people) => new() { Steps = [.. people.Select(p => new PolicyStep([p], TimeSpan.FromMinutes(5)))] };

    private void Zone(string person, string zone) => _people[person] = new Colleague(person, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private void Begin(bool urgent = true, long? undo = null)
    {
        _request = new HelpRequest
        {
            Id = "r", CaseId = "c", DataKeyId = "k", AskerId = "alex", AddressId = "a", Policy = _policy.Write(), CreatedAt = _now, IsUrgent = urgent,
            UndoUntil = undo is null ? null : _now + undo,
        };
        Move(c => c.Begin());
    }

    private void After(long minutes)
    {
        _now += minutes * Minute;
        Move(c => c.OnTime());
    }

    private void Move(Action<Course> step) => Move(c =>
    {
        step(c);
        return true;
    });

    private bool Move(Func<Course, bool> step)
    {
        // As the rows are: read back from what was written.
        var course = new Course(_request, _asked, Policy.Read(_request.Policy), new Duty(_policy.Hours, _people), _now);
        var answer = step(course);
        _history.AddRange(course.Happened);
        _pinged = course.Pinged;
        return answer;
    }

    private string Pinged() => string.Join(' ', _pinged.Order());

    private List<string> Told() => [.. _history.Select(h => h.PersonId is null || h.Kind == HelpEventKind.Raised ? h.Kind.ToString() : $"{h.Kind} {h.PersonId}")];
}
