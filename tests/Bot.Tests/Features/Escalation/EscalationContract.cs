using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Delivery;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>What an escalation promises when several people press at once, when time passes unseen, and when its ground is pulled away; on both databases.</summary>
public abstract class EscalationContract : DatabaseContract
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var person in new[] { "maria", "ben", "cleo" }) await Bot.SaysAsync("help", person);
        await TeamAsync("maria+ben", "cleo");
    }

    public virtual async Task Of_two_who_press_in_the_same_moment_one_has_it_and_the_other_reads_who()
    {
        var asked = await AskAsync();
        var presses = new[] { "maria", "ben" }.Select(p => Press(asked, EscalationActions.Take, p)).ToList();

        await AtOnceAsync(presses.Select(p => (Func<Task>)(() => Bot.TurnAsync(p))));

        var taken = Assert.Single(await EventsAsync(HelpEventKind.Taken));
        var owner = (await RowAsync()).OwnerId;
        Assert.Equal(taken.PersonId, owner);
        var (first, second) = owner == await IdAsync("maria") ? ("Maria", "ben") : ("Ben", "maria");
        Assert.Equal($"{first} took this 1 s ago.", Bot.Channel.Calls.Single(c => c.Conversation == "dm-" + second && c.Text.Contains("took this", StringComparison.Ordinal)).Text);
        Assert.DoesNotContain(EscalationActions.Take, LastCard(second).Actions);
    }

    public virtual async Task The_same_press_delivered_many_times_at_once_is_one_press()
    {
        var press = Press(await AskAsync(), EscalationActions.Join, "maria");

        await AtOnceAsync(Enumerable.Range(0, 8).Select(_ => (Func<Task>)(() => Bot.TurnAsync(press))));

        Assert.Single(await EventsAsync(HelpEventKind.Joined));
        Assert.Single(Bot.Channel.Calls, c => c.Conversation == "dm-alex" && c.Card?.Text.Contains("Maria joins you", StringComparison.Ordinal) == true);
    }

    public virtual async Task A_button_pressed_twice_changes_nothing_and_says_so()
    {
        var asked = await AskAsync();
        foreach (var action in new[] { EscalationActions.Take, EscalationActions.Join, EscalationActions.CannotNow })
        {
            await Bot.HearAsync(Press(asked, action, "maria"));
            var before = await RowAsync();
            var again = await Bot.HearAsync(Press(asked, action, "maria"));

            Assert.StartsWith("I have that already", again.Single().Text, StringComparison.Ordinal);
            Assert.Equal(before.Version, (await RowAsync()).Version);
        }
    }

    public virtual async Task No_button_of_an_ended_escalation_does_anything_and_each_says_the_state()
    {
        var asked = await AskAsync();
        await Bot.HearAsync(Press(asked, EscalationActions.CallOff, "alex"));
        var ended = await RowAsync();

        foreach (var (who, actions) in new[] { ("maria", EscalationActions.OfHelper), ("alex", EscalationActions.OfAsker) })
        {
            foreach (var action in actions.Where(a => a != EscalationActions.Answer))
                Assert.Equal(HelpTexts.Over(ended), (await Bot.HearAsync(Press(asked, action, who))).Single().Text);
        }

        Assert.Equal(ended.Version, (await RowAsync()).Version);
    }

    public virtual async Task A_stale_button_of_the_asker_changes_nothing_and_says_so()
    {
        var asked = await AskAsync();
        foreach (var action in new[] { EscalationActions.Again, EscalationActions.Urgent })
        {
            Assert.Equal(HelpTexts.Stale, (await Bot.HearAsync(Press(asked, action, "alex"))).Single().Text);
            Assert.Equal(HelpState.Asking, (await RowAsync()).State);
        }
    }

    public virtual async Task Steps_that_fell_due_while_the_program_was_down_are_each_given_their_time()
    {
        await AskAsync();

        await SweepAfterAsync(TimeSpan.FromHours(3));
        Assert.Equal(HelpState.Asking, (await RowAsync()).State);
        Assert.NotNull(LastCard("cleo").Data(EscalationActions.Take));
        await SweepAfterAsync(Wait - TimeSpan.FromSeconds(1));
        Assert.Equal(HelpState.Asking, (await RowAsync()).State);
        await SweepAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(HelpState.Exhausted, (await RowAsync()).State);
    }

    public virtual async Task A_policy_that_is_edited_meanwhile_is_the_next_escalations()
    {
        await AskAsync();
        await Bot.QueryAsync(db => db.Set<Team>().ExecuteUpdateAsync(t => t.SetProperty(x => x.Policy, Policy.None.Write())));

        await SweepAfterAsync(Wait);

        Assert.NotNull(LastCard("cleo").Data(EscalationActions.Take));
    }

    public virtual async Task A_manager_who_leaves_meanwhile_is_passed_over_at_once()
    {
        await AskAsync();
        Bot.Channel.Fault = c => c.Conversation is "dm-maria" or "dm-ben" ? new Outcome.Unreachable("BotNotInConversationRoster") : null;

        await Bot.SaysAsync("escalate: now he is shouting");

        Assert.Contains("Alex needs advice", LastCard("cleo").Text, StringComparison.Ordinal);
        Assert.Contains("Ben can't be reached", LastCard("alex").Text, StringComparison.Ordinal);
    }

    public virtual async Task Forgetting_the_case_while_people_press_leaves_nothing_behind()
    {
        var asked = await AskAsync();
        Bot.Clock.Move(Wait);
        var forget = Bot.Message("alex", "dm-alex", "personal", a => a.Text = "forget");
        var presses = new[] { Press(asked, EscalationActions.Take, "maria"), Press(asked, EscalationActions.CannotNow, "ben") };

        await AtOnceAsync([() => Bot.TurnAsync(forget), .. presses.Select(p => (Func<Task>)(() => Bot.TurnAsync(p))), SweepAsync]);

        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<HelpRequest>().CountAsync()));
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<HelpEvent>().CountAsync()));
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<AskedPerson>().CountAsync()));
        AssertNothingFailed();
    }

    public virtual async Task A_press_and_the_sweep_at_once_leave_one_owner_and_no_step_twice()
    {
        var asked = await AskAsync();
        Bot.Clock.Move(Wait);
        var press = Press(asked, EscalationActions.Take, "maria");

        await AtOnceAsync([() => Bot.TurnAsync(press), SweepAsync, SweepAsync]);

        var row = await RowAsync();
        Assert.Equal((HelpState.Taken, await IdAsync("maria")), (row.State, row.OwnerId));
        Assert.InRange((await EventsAsync(HelpEventKind.Asked)).Count, 2, 3);
        AssertNothingFailed();
    }

    public virtual async Task Sweeps_of_several_replicas_run_no_step_twice()
    {
        foreach (var person in new[] { "alex", "robin", "sam", "kim" }) await AskAsync(person);
        Bot.Clock.Move(Wait);

        await AtOnceAsync(Enumerable.Range(0, 4).Select(_ => (Func<Task>)SweepAsync));
        await SweepAsync();

        var cleo = await IdAsync("cleo");
        Assert.Equal(4, (await EventsAsync(HelpEventKind.Asked)).Count(e => e.PersonId == cleo));
        Assert.Equal(8, (await EventsAsync(HelpEventKind.NotAnswered)).Count);
        AssertNothingFailed();
    }

    private void AssertNothingFailed() => Assert.DoesNotContain(Bot.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));

    private async Task AtOnceAsync(IEnumerable<Func<Task>> works)
    {
        await Task.WhenAll(works.Select(Task.Run));
        await Bot.SettledAsync();
    }

    private async Task<IReadOnlyList<Carried>> AskAsync(string person = "alex")
    {
        await Bot.SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer", person);
        return await Bot.SaysAsync("escalate", person);
    }

    private Microsoft.Bot.Schema.Activity Press(IEnumerable<Carried> asked, string action, string person)
    {
        var data = asked.Last(c => c.Conversation == "dm-" + person && c.Card is not null).Card!.Buttons[0]["data"]!.DeepClone();
        data["action"] = action;
        return Bot.Message(person, $"dm-{person}", "personal", a => a.Value = data);
    }

    private Task SweepAsync() => Bot.InScopeAsync(s => s.GetRequiredService<EscalationSweep>().SweepAsync(default));

    private async Task SweepAfterAsync(TimeSpan time)
    {
        Bot.Clock.Move(time);
        await SweepAsync();
        await Bot.SettledAsync();
    }

    private CardView LastCard(string person) => Bot.Channel.Calls.Last(c => c.Conversation == "dm-" + person && c.Card is not null).Card!;

    private Task<HelpRequest> RowAsync() => Bot.QueryAsync(db => db.Set<HelpRequest>().AsNoTracking().SingleAsync());

    private Task<List<HelpEvent>> EventsAsync(HelpEventKind kind) => Bot.QueryAsync(db => db.Set<HelpEvent>().AsNoTracking().Where(e => e.Kind == kind).ToListAsync());

    private Task<string> IdAsync(string person) => Bot.QueryAsync(db => db.Set<Identity>().Where(i => i.UserId == person).Select(i => i.PersonId).SingleAsync());

    private Task TeamAsync(params string[] steps) => Bot.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<ClientBotDb>();
        var people = await db.Set<Identity>().ToDictionaryAsync(i => i.UserId, i => i.PersonId);
        var policy = new Policy { Steps = [.. steps.Select(step => new PolicyStep([.. step.Split('+').Select(p => people[p])], Wait))] };
        db.Add(new Team { Id = "team", Name = "Team", CreatedAt = 0, Policy = policy.Write() });
        await db.SaveChangesAsync();
    });
}

public sealed class SqliteEscalationTests : EscalationContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public override Task Of_two_who_press_in_the_same_moment_one_has_it_and_the_other_reads_who() => base.Of_two_who_press_in_the_same_moment_one_has_it_and_the_other_reads_who();

    [Fact]
    public override Task The_same_press_delivered_many_times_at_once_is_one_press() => base.The_same_press_delivered_many_times_at_once_is_one_press();

    [Fact]
    public override Task A_button_pressed_twice_changes_nothing_and_says_so() => base.A_button_pressed_twice_changes_nothing_and_says_so();

    [Fact]
    public override Task No_button_of_an_ended_escalation_does_anything_and_each_says_the_state() => base.No_button_of_an_ended_escalation_does_anything_and_each_says_the_state();

    [Fact]
    public override Task A_stale_button_of_the_asker_changes_nothing_and_says_so() => base.A_stale_button_of_the_asker_changes_nothing_and_says_so();

    [Fact]
    public override Task Steps_that_fell_due_while_the_program_was_down_are_each_given_their_time() => base.Steps_that_fell_due_while_the_program_was_down_are_each_given_their_time();

    [Fact]
    public override Task A_policy_that_is_edited_meanwhile_is_the_next_escalations() => base.A_policy_that_is_edited_meanwhile_is_the_next_escalations();

    [Fact]
    public override Task A_manager_who_leaves_meanwhile_is_passed_over_at_once() => base.A_manager_who_leaves_meanwhile_is_passed_over_at_once();

    [Fact]
    public override Task Forgetting_the_case_while_people_press_leaves_nothing_behind() => base.Forgetting_the_case_while_people_press_leaves_nothing_behind();

    [Fact]
    public override Task A_press_and_the_sweep_at_once_leave_one_owner_and_no_step_twice() => base.A_press_and_the_sweep_at_once_leave_one_owner_and_no_step_twice();

    [Fact]
    public override Task Sweeps_of_several_replicas_run_no_step_twice() => base.Sweeps_of_several_replicas_run_no_step_twice();
}

public sealed class PostgresEscalationTests : EscalationContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task Of_two_who_press_in_the_same_moment_one_has_it_and_the_other_reads_who() => base.Of_two_who_press_in_the_same_moment_one_has_it_and_the_other_reads_who();

    [PostgresFact]
    public override Task The_same_press_delivered_many_times_at_once_is_one_press() => base.The_same_press_delivered_many_times_at_once_is_one_press();

    [PostgresFact]
    public override Task A_button_pressed_twice_changes_nothing_and_says_so() => base.A_button_pressed_twice_changes_nothing_and_says_so();

    [PostgresFact]
    public override Task No_button_of_an_ended_escalation_does_anything_and_each_says_the_state() => base.No_button_of_an_ended_escalation_does_anything_and_each_says_the_state();

    [PostgresFact]
    public override Task A_stale_button_of_the_asker_changes_nothing_and_says_so() => base.A_stale_button_of_the_asker_changes_nothing_and_says_so();

    [PostgresFact]
    public override Task Steps_that_fell_due_while_the_program_was_down_are_each_given_their_time() => base.Steps_that_fell_due_while_the_program_was_down_are_each_given_their_time();

    [PostgresFact]
    public override Task A_policy_that_is_edited_meanwhile_is_the_next_escalations() => base.A_policy_that_is_edited_meanwhile_is_the_next_escalations();

    [PostgresFact]
    public override Task A_manager_who_leaves_meanwhile_is_passed_over_at_once() => base.A_manager_who_leaves_meanwhile_is_passed_over_at_once();

    [PostgresFact]
    public override Task Forgetting_the_case_while_people_press_leaves_nothing_behind() => base.Forgetting_the_case_while_people_press_leaves_nothing_behind();

    [PostgresFact]
    public override Task A_press_and_the_sweep_at_once_leave_one_owner_and_no_step_twice() => base.A_press_and_the_sweep_at_once_leave_one_owner_and_no_step_twice();

    [PostgresFact]
    public override Task Sweeps_of_several_replicas_run_no_step_twice() => base.Sweeps_of_several_replicas_run_no_step_twice();
}
